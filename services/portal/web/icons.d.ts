/** The kept icons, imported one by one: their index has thousands, and reading it would be most of a build. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { ComponentType, SVGProps } from 'react';
  const Icon: ComponentType<Omit<SVGProps<SVGSVGElement>, 'stroke' | 'ref'> & { readonly size?: number; readonly stroke?: number }>;
  export default Icon;
}
