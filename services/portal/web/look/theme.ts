import { createTheme, defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core';

/** Filled in our accent with its own text colour; the kept resolver knows only fixed palettes. */
const variantColorResolver: VariantColorsResolver = (input) => {
  if (input.color !== undefined && input.color !== 'accent') {
    if (input.color === 'bad' && input.variant === 'filled') return { background: 'var(--bad)', hover: 'var(--bad)', color: 'var(--page)', border: '1px solid transparent' };
    if (input.color === 'bad') return { background: 'transparent', hover: 'var(--bad-wash)', color: 'var(--bad)', border: '1px solid var(--line-strong)' };
    return defaultVariantColorsResolver(input);
  }
  switch (input.variant) {
    case 'filled':
      return { background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)', border: '1px solid transparent' };
    case 'light':
      return { background: 'var(--accent-wash)', hover: 'var(--accent-wash)', color: 'var(--accent)', border: '1px solid transparent' };
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: 'var(--accent-wash)', color: 'var(--accent)', border: '1px solid transparent' };
    default:
      return defaultVariantColorsResolver(input);
  }
};

const ten = <T>(value: T) => [value, value, value, value, value, value, value, value, value, value] as const;

/** portal.md's look for the kept components. Colours are CSS variables, so that brand and dark mode need no script. */
export const theme = createTheme({
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '0.9375rem', lg: '1.125rem', xl: '1.5rem' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '10px', md: '10px', lg: '10px', xl: '10px' },
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  headings: { fontWeight: '600' },
  primaryColor: 'accent',
  // Dark is the components' own scale: fields, switches and boxes in the same cool greys as the page, see tokens.css.
  colors: { accent: ten('var(--accent)'), dark: ['#eceef0', '#c6cbd1', '#a9b0b8', '#6b727b', '#454b53', '#33373d', '#262a30', '#1b1d21', '#16181b', '#0f1113'] },
  variantColorResolver,
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // Lists that open stand in the page's main part, so that nothing is outside a landmark.
    // A header that is no banner: two layers may be open at once.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Popover: { defaultProps: { portalProps: { target: '#content' } } },
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 600, minHeight: 40 } } },
    Checkbox: { defaultProps: { radius: 'xs' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.45 } } },
    Drawer: { defaultProps: { position: 'right', transitionProps: { duration: 150 }, overlayProps: { backgroundOpacity: 0.25 } } },
    Select: { defaultProps: { checkIconPosition: 'right', allowDeselect: false, comboboxProps: { transitionProps: { duration: 100 } } } },
    SegmentedControl: { defaultProps: { transitionDuration: 120 } },
    Tabs: { defaultProps: { keepMounted: false } },
    Switch: { defaultProps: { withThumbIndicator: false } },
  },
});
