import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs';
import IconArrowsExchange from '@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs';
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import IconVideo from '@tabler/icons-react/dist/esm/icons/IconVideo.mjs';
import classes from './product-card.module.css';

const ICONS = { 'calendar-2way': IconArrowsExchange, 'calendar-1way': IconArrowRight, 'meet': IconVideo, 'feeds': IconLink } as const;

export function ProductIcon({ product }: { readonly product: keyof typeof ICONS }) {
  const Icon = ICONS[product];
  return <span className={classes['icon']}><Icon size={22} stroke={1.75} aria-hidden /></span>;
}
