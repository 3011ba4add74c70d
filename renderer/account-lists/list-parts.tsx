import { memo, type ReactNode, useId } from 'react';
import type { AccountListView } from '../../preload/contract/lists/view.ts';
import { useFirstRows } from '../components/first-rows.tsx';
import { text } from '../text/text.ts';

interface PartsProps {
  readonly list: AccountListView;
}
/**
 * The lines of a list by what becomes of them; those that cannot be taken first, each with its number and reason. Thousands
 * of them are not made anew each time that the panel behind them changes.
 */
export const ListParts = memo(function ListParts({ list }: PartsProps) {
  const { format, refused, added, here, ignored } = list;
  const place = (at: number): ReactNode => <span className="list-place">{text(`lists.at.${format}`, { at })}</span>;
  return (
    <>
      <Part
        heading={text('lists.refused.legend', { count: refused.length })}
        rows={refused.map(one => (
          <li key={one.at}>
            {place(one.at)}
            <p>{refusalWords(one)}</p>
          </li>
        ))}
      />
      <Part
        heading={text('lists.added.legend', { count: added.length })}
        rows={added.map(({ at, label, providerName, environment, groups }) => (
          <li key={at}>
            {place(at)}
            <p>
              <bdi className="list-name">{label}</bdi>
              <span className="help">
                {[providerName, ...(environment === undefined ? [] : [environment]), ...groups].join(' · ')}
              </span>
            </p>
          </li>
        ))}
      />
      <Part
        heading={text('lists.here.legend', { count: here.length })}
        rows={here.map(({ at, label, providerName }) => (
          <li key={at}>
            {place(at)}
            <p>
              <bdi className="list-name">{label}</bdi>
              <span className="help">{providerName}</span>
            </p>
          </li>
        ))}
      />
      {ignored.length > 0 && <p className="note">{text('lists.ignored', { columns: ignored.join(', ') })}</p>}
    </>
  );
});

interface PartProps {
  readonly heading: string;
  readonly rows: readonly ReactNode[];
}
function Part({ heading, rows }: PartProps) {
  const id = useId();
  const { shown, more } = useFirstRows(rows);
  if (rows.length === 0) return null;
  return (
    <section className="list-part" aria-labelledby={id}>
      <h3 id={id}>{heading}</h3>
      <ul>{shown}</ul>
      {more}
    </section>
  );
}

const refusalWords = ({ reason, about = '' }: AccountListView['refused'][number]): string =>
  text(`lists.refused.${reason}`, { about, hasAbout: about === '' ? 'no' : 'yes' });
