import type { RevocationView } from '../../preload/contract/account-view.ts';
import type { Failure } from '../../preload/contract/errors.ts';
import { useFirstRows } from '../components/first-rows.tsx';
import { instruct } from '../text/messages.ts';
import { text } from '../text/text.ts';

/** What each provider answered. `whatIsLeft`: what is true of tokens that did not end, in words. */
export function Revocations({
  views,
  whatIsLeft,
}: {
  readonly views: readonly RevocationView[];
  readonly whatIsLeft: (view: RevocationView) => string;
}) {
  // Two accounts of a restored backup may be equal in everything, and the list never changes while it is shown.
  const rows = views.map((view, at) => ({ view, key: String(at) }));
  const { shown, more } = useFirstRows(rows);
  return (
    <>
      <ul className="revocations" aria-label={text('revoke.shift.list')}>
        {shown.map(({ view, key }) => (
          <li key={key}>
            <p>
              <strong>
                <bdi>{view.account}</bdi>
              </strong>
              {` · ${view.provider}`}
            </p>
            <p>{outcomeWords(view)}</p>
            {notesOf(view, whatIsLeft).map(note => (
              <p key={note} className="help">
                {note}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

/** Why a provider did not end tokens, in a few words. */
export const whyNotRevoked = (failure: Failure, provider: string): string =>
  failure.reason === 'unsupported-token-type' ? text('revoke.unsupported', { provider }) : instruct(failure).title;

const outcomeWords = ({ provider, outcome, failure }: RevocationView): string => {
  const words = text(`revoke.outcome.${outcome}`);
  return failure === undefined
    ? words
    : text('revoke.reason', { outcome: words, reason: whyNotRevoked(failure, provider) });
};

const notesOf = (view: RevocationView, whatIsLeft: (view: RevocationView) => string): readonly string[] => {
  const { outcome, failure, answerLost } = view;
  const seconds = failure?.waitSeconds;
  return [
    ...(seconds === undefined ? [] : [text('revoke.wait', { seconds })]),
    ...(outcome === 'partly' ? [text('revoke.partly')] : []),
    ...(outcome === 'not-revoked' ? [whatIsLeft(view)] : []),
    ...(answerLost ? [text('revoke.answer-lost')] : []),
  ];
};
