import type { ReactNode } from 'react';
import type { WhereToFind } from '../../preload/contract/provider-view.ts';
import { text } from '../text/text.ts';
import { WhereToFindSteps } from './where-to-find.tsx';

/** What a refusal says beneath a field; nothing where it stands beneath another field that is refused with it. */
export interface FieldProblem {
  readonly message: ReactNode;
}

/** The id of the words of a refusal: one at a time stands in a form. */
export const problemId = 'form-problem';

interface FrameProps {
  /** Of the control. */
  readonly id: string;
  readonly label: string;
  readonly optional?: boolean;
  readonly help?: string | undefined;
  readonly where?: WhereToFind | undefined;
  readonly problem: FieldProblem | undefined;
}

/** What ties a control to the words around it. */
export function described({ id, optional = false, help, problem }: Omit<FrameProps, 'label'>) {
  const words = [problem && problemId, optional && `${id}-optional`, help && `${id}-help`];
  return {
    'aria-invalid': problem !== undefined || undefined,
    'aria-describedby': words.filter(Boolean).join(' ') || undefined,
  };
}

/** A control with its label, which is its whole name; beneath it a refusal and what helps. */
export function FieldFrame({ children, ...frame }: FrameProps & { readonly children: ReactNode }) {
  const { id, label, optional = false, help, where, problem } = frame;
  return (
    <div className="field framed">
      <label htmlFor={id}>{label}</label>
      {optional && <Optional id={id} />}
      {children}
      {problem?.message}
      <Help id={id} text={help} />
      {where && <WhereToFindSteps label={label} where={where} />}
    </div>
  );
}

function Optional({ id }: { readonly id: string }) {
  return (
    <span className="optional" id={`${id}-optional`}>
      {text('connect.field.optional')}
    </span>
  );
}

/** The sentence under a control. */
export function Help({ id, text: words }: { readonly id: string; readonly text: string | undefined }) {
  if (words === undefined || words === '') return null;
  return (
    <p className="help" id={`${id}-help`}>
      {words}
    </p>
  );
}
