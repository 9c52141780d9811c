import { type FormEvent, useState } from 'react';
import { type Draft, draftOf, missing, valuesOf } from './view-values.ts';
import type { Answer, View } from './wire.ts';

type Errors = Record<string, string>;

/** What is typed in a modal, what is wrong with it, and its way to the app. */
export function useViewForm(view: View, onSubmit: (values: unknown) => Promise<Answer>) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(view));
  const [errors, setErrors] = useState<Errors>({});
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const gaps = missing(view, draft);
    setErrors(gaps);
    if (Object.keys(gaps).length > 0 || isBusy) return;
    setBusy(true);
    const answer = await onSubmit(valuesOf(view, draft));
    setBusy(false);
    setErrors(answer.errors ?? {});
    const isFailure = !answer.ok && !answer.errors;
    setRefusal(isFailure ? 'We had some trouble connecting. Try again?' : undefined);
  };
  return { draft, setDraft, errors, refusal, isBusy, submit };
}
