import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { Failure } from './failure.tsx';
import classes from './confirm.module.css';

export interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, and how it can be undone: said before the act. */
  readonly children: ReactNode;
  readonly action: string;
  /** Removes or ends something. */
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before an act, with its effect in view. */
export function Confirm({ opened, title, children, action, danger = false, busy, error, onConfirm, onClose }: ConfirmProps) {
  const { say } = useTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={<strong>{title}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      <div className={classes['body']}>
        {children}
        {error !== null && error !== undefined && <Failure error={error} />}
        <div className={classes['actions']}>
          <Button variant="default" onClick={onClose}>{say('shell.back')}</Button>
          <Button onClick={onConfirm} loading={busy} {...(danger ? { color: 'bad' } : {})}>{action}</Button>
        </div>
      </div>
    </Modal>
  );
}
