import { useEffect, useRef, useState } from 'react';
import { text } from '../text/text.ts';

/** Asks once more in the same place: the second button is where the first one was. */
export function ResetSetting({ onReset }: { readonly onReset: () => void }) {
  const [asks, setAsks] = useState<boolean | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that had the focus is gone with each answer.
    if (asks !== null) first.current?.focus();
  }, [asks]);
  if (asks !== true) {
    return (
      <div className="setting linked">
        <button type="button" ref={first} onClick={() => setAsks(true)}>
          {text('settings.reset.button')}
        </button>
      </div>
    );
  }
  const answer = (reset: boolean): void => {
    setAsks(false);
    if (reset) onReset();
  };
  return (
    <fieldset className="setting asks">
      <legend>{text('settings.reset.legend')}</legend>
      <button type="button" className="button" ref={first} onClick={() => answer(false)}>
        {text('settings.reset.keep')}
      </button>
      <button type="button" className="primary danger" onClick={() => answer(true)}>
        {text('settings.reset.now')}
      </button>
    </fieldset>
  );
}
