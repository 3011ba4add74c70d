import type { ReactNode } from 'react';
import { actionLabel, instruct } from '../text/messages.ts';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';
import type { SignInBarProps } from './address-bar.tsx';
import { whatHelps } from './what-helps.ts';

/** What went wrong beside a page that can still be used, or another address to take. */
export function PageNote({ view, actions }: SignInBarProps) {
  const { otherAddress, problem } = view;
  if (otherAddress !== undefined) {
    return (
      <Note title={otherAddress} label={text('bar.other-address.use')} onPress={() => void actions.takeOtherAddress()}>
        <RichText
          of="bar.other-address.note"
          values={{ address: <b className="wrap">{otherAddress.replace(/^https?:\/\//, '')}</b> }}
        />
      </Note>
    );
  }
  if (problem === undefined) return null;
  const { title, help } = instruct(problem, actionLabel('again'));
  return (
    <Note
      title={text('notice.sentences', { title, help })}
      label={actionLabel('again')}
      helps={whatHelps(view) === 'again'}
      onPress={() => void actions.tryAgain()}
    >
      <b>{text('notice.sentence', { title })}</b> {help}
    </Note>
  );
}

interface NoteProps {
  /** Everything there is to say, where the lines are too short for it. */
  readonly title: string;
  readonly label: string;
  /** Else another button does. */
  readonly helps?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}
function Note({ title, label, helps = true, onPress, children }: NoteProps) {
  return (
    <div className="bar-note" role="status">
      <p className="lines" title={title}>
        {children}
      </p>
      <button type="button" className={helps ? 'primary small' : 'button small'} onClick={onPress}>
        {label}
      </button>
    </div>
  );
}
