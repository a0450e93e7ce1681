import { initialsOf } from '../../src/domain/brand-style.ts';
import classes from './brand-mark.module.css';

/** The agency's logo, or its initials on its accent. The name stands beside it, so the picture itself says nothing. */
export const BrandMark = ({ name, logo, size = 32 }: { readonly name: string; readonly logo: string | null; readonly size?: number }) =>
  logo === null ? (
    <span className={classes['initials']} style={{ width: size, height: size, fontSize: size * 0.42 }} aria-hidden>{initialsOf(name)}</span>
  ) : (
    <img className={classes['logo']} src={logo} alt="" style={{ height: size }} />
  );
