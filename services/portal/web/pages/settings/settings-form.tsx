import type { Connection, SyncSettings } from '@portal-sync/contracts';
import { useState } from 'react';
import { useSaveSettings } from '../../api/settings.ts';
import { Failure } from '../../parts/failure.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { CalendarsGroup } from './calendars-group.tsx';
import { effectsOf, onlyChanges, type Change } from './effects.ts';
import { GuestsGroup } from './guests-group.tsx';
import { HowGroup } from './how-group.tsx';
import { PrivacyGroup } from './privacy-group.tsx';
import { ResetGroup } from './reset-group.tsx';
import { SaveBar } from './save-bar.tsx';
import { WhatGroup } from './what-group.tsx';
import { WhenGroup } from './when-group.tsx';

export interface GroupProps {
  readonly connection: Connection;
  /** As they would be if saved. */
  readonly values: SyncSettings;
  readonly set: (change: Change) => void;
}

/** All groups of settings, and one place to save what was changed. */
export function SettingsForm({ connection, settings, linked }: { readonly connection: Connection; readonly settings: SyncSettings; readonly linked: number }) {
  const { say } = useTexts();
  const tell = useSaying();
  const [change, setChange] = useState<Change>({});
  const save = useSaveSettings(connection.id);
  const changed = onlyChanges(settings, change);
  const group: GroupProps = {
    connection,
    values: { ...settings, ...change },
    set: (more) => setChange((before) => ({ ...before, ...more })),
  };
  return (
    <>
      <CalendarsGroup {...group} />
      <HowGroup {...group} />
      <WhenGroup {...group} />
      <WhatGroup {...group} />
      <PrivacyGroup {...group} />
      <GuestsGroup {...group} />
      <ResetGroup />
      {save.error !== null && <Failure error={save.error} />}
      {Object.keys(changed).length > 0 && (
        <SaveBar
          effects={effectsOf(settings, changed, linked)}
          busy={save.isPending}
          onSave={() =>
            save.mutate({ change: changed, version: settings.version }, {
              onSuccess: () => {
                setChange({});
                tell({ text: say('settings.saved') });
              },
            })
          }
          onUndo={() => {
            setChange({});
            save.reset();
          }}
        />
      )}
    </>
  );
}
