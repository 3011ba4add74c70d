import { type ReactNode, useId } from 'react';
import type { AccountListView } from '../../preload/contract/lists/view.ts';
import { text } from '../text/text.ts';

/** The lines of a list by what becomes of them; those that cannot be taken first, each with its number and reason. */
export function ListParts({ list }: { readonly list: AccountListView }) {
  const { format, refused, added, here, ignored } = list;
  const place = (at: number): ReactNode => <span className="list-place">{text(`lists.at.${format}`, { at })}</span>;
  return (
    <>
      <Part heading={text('lists.refused.legend', { count: refused.length })} isEmpty={refused.length === 0}>
        {refused.map(one => (
          <li key={one.at} className="in-long-list">
            {place(one.at)}
            <p>{refusalWords(one)}</p>
          </li>
        ))}
      </Part>
      <Part heading={text('lists.added.legend', { count: added.length })} isEmpty={added.length === 0}>
        {added.map(({ at, label, providerName, environment, groups }) => (
          <li key={at} className="in-long-list">
            {place(at)}
            <p>
              <bdi className="list-name">{label}</bdi>
              <span className="help">
                {[providerName, ...(environment === undefined ? [] : [environment]), ...groups].join(' · ')}
              </span>
            </p>
          </li>
        ))}
      </Part>
      <Part heading={text('lists.here.legend', { count: here.length })} isEmpty={here.length === 0}>
        {here.map(({ at, label, providerName }) => (
          <li key={at} className="in-long-list">
            {place(at)}
            <p>
              <bdi className="list-name">{label}</bdi>
              <span className="help">{providerName}</span>
            </p>
          </li>
        ))}
      </Part>
      {ignored.length > 0 && <p className="note">{text('lists.ignored', { columns: ignored.join(', ') })}</p>}
    </>
  );
}

interface PartProps {
  readonly heading: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}
function Part({ heading, isEmpty, children }: PartProps) {
  const id = useId();
  if (isEmpty) return null;
  return (
    <section className="list-part" aria-labelledby={id}>
      <h3 id={id}>{heading}</h3>
      <ul>{children}</ul>
    </section>
  );
}

const refusalWords = ({ reason, about = '' }: AccountListView['refused'][number]): string =>
  text(`lists.refused.${reason}`, { about, hasAbout: about === '' ? 'no' : 'yes' });
