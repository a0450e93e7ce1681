import { Button, ColorInput, FileButton, TextInput } from '@mantine/core';
import type { Agency } from '@portal-sync/contracts';
import { useState } from 'react';
import { Card } from '../../parts/card.tsx';
import { BrandMark } from '../../parts/brand-mark.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { BrandPreview } from './brand-preview.tsx';
import { readLogo } from './read-logo.ts';
import { SaveAgency } from './save-agency.tsx';
import classes from './admin.module.css';

/** Name, logo, colour and whom to ask, with a preview that follows every change. */
export function BrandPart({ agency }: { readonly agency: Agency }) {
  const { say } = useTexts();
  const [brand, setBrand] = useState(agency.brand);
  const [logoProblem, setLogoProblem] = useState<'tooLarge' | 'notAPicture' | null>(null);
  const set = (change: Partial<Agency['brand']>): void => setBrand((before) => ({ ...before, ...change }));
  const valid = /^#[0-9a-f]{6}$/i.test(brand.accent);
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const read = await readLogo(file);
    setLogoProblem(typeof read === 'object' ? read.problem : null);
    if (typeof read === 'string') set({ logo: read });
  };
  return (
    <div className={classes['two']}>
      <Card id="brand" title={say('admin.brand')}>
        <TextInput label={say('brand.name')} required maxLength={80} value={brand.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        <div className={classes['form']}>
          <span>
            <strong>{say('brand.logo')}</strong> <span className="soft">{say('brand.logoWhat')}</span>
          </span>
          <BrandMark name={brand.name} logo={brand.logo} size={48} />
          <div className={classes['actions']}>
            <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => void take(file)}>
              {(props) => <Button variant="default" {...props}>{say('brand.chooseLogo')}</Button>}
            </FileButton>
            {brand.logo !== null && <Button variant="default" onClick={() => set({ logo: null })}>{say('brand.removeLogo')}</Button>}
          </div>
          {logoProblem !== null && <p role="alert">{say(`brand.${logoProblem}`)}</p>}
        </div>
        <ColorInput label={say('brand.accent')} format="hex" eyeDropperButtonProps={{ 'aria-label': say('brand.pickColor') }} value={brand.accent} onChange={(accent) => set({ accent })} error={valid ? null : say('brand.notAColor')} />
        <TextInput type="email" label={say('brand.support')} description={say('brand.supportWhat')} maxLength={254} value={brand.supportAddress} onChange={(event) => set({ supportAddress: event.currentTarget.value })} />
        <SaveAgency agency={agency} change={{ brand }} blocked={!valid || brand.name.trim() === ''} />
      </Card>
      <Card id="preview" title={say('brand.preview')} lead={say('brand.previewWhat')}>
        {valid && <BrandPreview brand={brand} />}
      </Card>
    </div>
  );
}
