import { Select, Switch, Textarea } from '@mantine/core';
import type { Agency } from '@portal-sync/contracts';
import { useState } from 'react';
import { Card } from '../../parts/card.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { SaveAgency } from './save-agency.tsx';
import { TypesEditor } from './types-editor.tsx';
import classes from './admin.module.css';

const LOCALES = [{ value: 'en', label: 'English' }, { value: 'nl', label: 'Nederlands' }, { value: 'sv', label: 'Svenska' }];

/** What holds for the whole agency unless somebody chooses otherwise: types, language, zone, who never becomes a contact. */
export function DefaultsPart({ agency }: { readonly agency: Agency }) {
  const { say } = useTexts();
  const [types, setTypes] = useState(agency.appointmentTypes);
  const [locale, setLocale] = useState(agency.locale);
  const [zone, setZone] = useState(agency.zone);
  const [foldPlusTags, setFold] = useState(agency.foldPlusTags);
  const [blocked, setBlocked] = useState(agency.blocklist.join('\n'));
  const zones = Intl.supportedValuesOf('timeZone');
  const blocklist = blocked.split(/[\s,;]+/).filter((entry) => entry !== '');
  const complete = types.length > 0 && types.every((type) => type.label.trim() !== '' && /^#[0-9a-f]{6}$/i.test(type.color));
  return (
    <>
      <Card id="types" title={say('defaults.types')} lead={say('defaults.typesWhat')}>
        <TypesEditor types={types} onChange={setTypes} />
        <SaveAgency agency={agency} change={{ appointmentTypes: types }} blocked={!complete} />
      </Card>
      <div className={classes['two']}>
        <Card id="place" title={say('defaults.place')}>
          <Select label={say('defaults.locale')} value={locale} onChange={(value) => setLocale((value ?? locale) as Agency['locale'])} data={LOCALES} />
          <Select label={say('defaults.zone')} searchable limit={40} value={zone} onChange={(value) => setZone(value ?? zone)} data={zones.includes(zone) ? zones : [zone, ...zones]} nothingFoundMessage={say('defaults.noZone')} />
          <SaveAgency agency={agency} change={{ locale, zone }} />
        </Card>
        <Card id="matching" title={say('defaults.matching')}>
          <Switch label={say('defaults.fold')} description={say('defaults.foldWhat')} checked={foldPlusTags} onChange={(event) => setFold(event.currentTarget.checked)} />
          <Textarea label={say('defaults.blocklist')} description={say('defaults.blocklistWhat')} minRows={3} autosize value={blocked} onChange={(event) => setBlocked(event.currentTarget.value)} />
          <SaveAgency agency={agency} change={{ foldPlusTags, blocklist }} />
        </Card>
      </div>
    </>
  );
}
