import type { FormEvent, ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A form whose complaints are in the language of the portal: a browser's own would be in the browser's. */
export function Form({ className, onSubmit, children }: { readonly className?: string | undefined; readonly onSubmit: (event: FormEvent) => void; readonly children: ReactNode }) {
  const { say } = useTexts();
  const complain = ({ target }: FormEvent): void => {
    const field = target as Field;
    const { valueMissing, typeMismatch } = field.validity;
    if (valueMissing) field.setCustomValidity(say('fieldProblems.missing'));
    else if (typeMismatch) field.setCustomValidity(say(field.type === 'url' ? 'fieldProblems.url' : 'fieldProblems.email'));
  };
  // A complaint that stands would itself make the field invalid.
  const forget = ({ target }: FormEvent): void => (target as Field).setCustomValidity('');
  return <form className={className} onSubmit={onSubmit} onInvalidCapture={complain} onInputCapture={forget} onChangeCapture={forget}>{children}</form>;
}
