import { type RefObject, useEffect } from 'react';
import { SearchIcon } from '../components/icons.tsx';
import { text } from '../text/text.ts';

interface Props {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly onType: (typed: string) => void;
  readonly onDown: () => void;
  readonly onEnter: () => void;
  /** The name of the account that Enter copies. */
  readonly enterCopies: string | undefined;
}

/** The search over all accounts. Down goes into the list, Enter copies the first one found, Escape empties it. */
export function SearchField({ ref, onType, onDown, onEnter, enterCopies }: Props) {
  useEffect(() => {
    // The panel has just been opened: nobody has the focus yet.
    if (document.activeElement === document.body) ref.current?.focus();
  }, [ref]);
  return (
    <search className="search">
      <SearchIcon />
      <input
        ref={ref}
        type="search"
        aria-label={text('search.label')}
        aria-keyshortcuts="/"
        aria-describedby="enter-copies"
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
      <span className="unseen" id="enter-copies" aria-live="polite">
        {enterCopies !== undefined && text('search.enter-copies', { account: enterCopies })}
      </span>
    </search>
  );
}
