import type { Ref } from 'react';
import { SearchIcon } from '../components/icons.tsx';
import { text } from '../text/text.ts';

interface Props {
  readonly ref: Ref<HTMLInputElement>;
  readonly onType: (typed: string) => void;
  readonly onDown: () => void;
  readonly onEnter: () => void;
}

/** The search over all accounts. Down goes into the list, Enter copies the first one found, Escape empties it. */
export function SearchField({ ref, onType, onDown, onEnter }: Props) {
  return (
    <search className="search">
      <SearchIcon />
      <input
        ref={ref}
        type="search"
        aria-label={text('search.label')}
        aria-keyshortcuts="/"
        placeholder={text('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        onChange={event => onType(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') onType('');
          if (event.key === 'Enter') onEnter();
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          onDown();
        }}
      />
      <span className="key" aria-hidden="true">
        /
      </span>
    </search>
  );
}
