import { Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** What another target means for what stands in the first one: said before it is saved. */
export function TargetNotes({ before, picked }: { readonly before: string | null; readonly picked: string | null }) {
  const { say } = useTexts();
  return before === null || picked === null || picked === before ? null : <Notice tone="info">{say('choose.targetChanges')}</Notice>;
}
