import type { Agency } from '@portal-sync/contracts';
import { initialsOf } from '../../../src/domain/brand-style.ts';
import { PAGE_COLORS, readableAccents } from '../../../src/domain/brand-colors.ts';
import { Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './admin.module.css';

const INK = { light: '#1d2126', dark: '#eceef0' } as const;

/** The brand on a light and on a dark page, as it will be shown; a colour that could not be read is moved, and that is said. */
export function BrandPreview({ brand }: { readonly brand: Agency['brand'] }) {
  const { say } = useTexts();
  const accents = readableAccents(brand.accent);
  return (
    <div className={classes['preview']}>
      {(['light', 'dark'] as const).map((scheme) => {
        const { accent, onAccent, moved } = accents[scheme];
        return (
          <div key={scheme} className={classes['form']}>
            <strong>{say(`brand.${scheme}`)}</strong>
            <div className={classes['screen']} style={{ background: PAGE_COLORS[scheme], color: INK[scheme] }}>
              <span className={classes['screenHead']}>
                {brand.logo === null ? <span className={classes['sampleButton']} style={{ background: accent, color: onAccent }}>{initialsOf(brand.name)}</span> : <img src={brand.logo} alt="" height={32} />}
                {brand.name}
              </span>
              <span className={classes['sample']}>
                <span className={classes['sampleButton']} style={{ background: accent, color: onAccent }}>{say('brand.sampleButton')}</span>
                <span className={classes['sampleLink']} style={{ color: accent }}>{say('brand.sampleLink')}</span>
              </span>
            </div>
            {moved !== 'no' && <Notice tone="info">{say(`brand.${moved}`, { color: accent })}</Notice>}
          </div>
        );
      })}
    </div>
  );
}
