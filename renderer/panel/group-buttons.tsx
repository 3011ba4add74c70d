import { type KeyboardEvent, useMemo, useState } from 'react';
import { groupShown, groupsOf, searchForGroup } from '../state/group-filter.ts';
import { usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

interface Props {
  /** What stands in the search: the one place that says what is shown. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** A button for each group there is: it shows that one alone, and pressed again all. The arrow keys go along them. */
export function GroupButtons({ typed, onType }: Props) {
  const accounts = usePanelState(state => state.accounts);
  const names = useMemo(() => groupsOf(accounts), [accounts]);
  const [focused, setFocused] = useState('');
  if (names.length === 0) return null;
  const shown = groupShown(typed, names);
  const stop = [focused, shown].find(name => name !== undefined && names.includes(name)) ?? names[0];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = names.indexOf(stop ?? '');
    const next = names.at(nextOf(event.key, at, names.length) ?? at);
    if (event.altKey || event.ctrlKey || event.metaKey || next === stop || next === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelectorAll('button')[names.indexOf(next)]?.focus();
  };
  return (
    <div role="toolbar" aria-label={text('search.groups')} className="suggestions group-buttons" onKeyDown={onKeyDown}>
      {names.map(name => (
        <button
          key={name}
          type="button"
          className="suggestion"
          aria-pressed={name === shown}
          tabIndex={name === stop ? 0 : -1}
          onFocus={() => setFocused(name)}
          onClick={() => onType(searchForGroup(typed, names, name === shown ? undefined : name))}
        >
          <bdi>{name}</bdi>
        </button>
      ))}
    </div>
  );
}

/** Where a key leads along the line; undefined when the key is not one that moves. */
function nextOf(key: string, at: number, count: number): number | undefined {
  const [on, back] = document.dir === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  if (key === on) return (at + 1) % count;
  if (key === back) return at - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? -1 : undefined;
}
