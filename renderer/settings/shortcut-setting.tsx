import { type KeyboardEvent, useId, useState } from 'react';
import { usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { acceleratorOf, shortcutWords } from './accelerator.ts';
import type { SettingsPart } from './settings-part.ts';

/** Takes the keys as they are pressed. Tab and Escape keep their meaning, and Backspace takes the shortcut away. */
export function ShortcutSetting({ settings, save }: SettingsPart) {
  const id = useId();
  const platform = usePanelState(state => state.status?.platform ?? '');
  const [tooPlain, setTooPlain] = useState(false);
  const { quickCopyShortcut: keys, shortcut } = settings;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' || event.key === 'Escape') return;
    event.preventDefault();
    const pressed = acceleratorOf(event.nativeEvent);
    const clears = event.key === 'Backspace' || event.key === 'Delete';
    setTooPlain(pressed === undefined && !clears && !/^(Control|Alt|Shift|Meta|AltGraph)$/.test(event.key));
    if (clears && keys !== '') save({ quickCopyShortcut: '' });
    else if (pressed !== undefined && pressed !== keys) save({ quickCopyShortcut: pressed });
  };
  return (
    <div className="setting field">
      <label htmlFor={id}>{text('settings.shortcut.label')}</label>
      <div className="keys-field">
        <input
          id={id}
          value={keys === '' ? '' : shortcutWords(keys, platform)}
          placeholder={text('settings.shortcut.placeholder')}
          readOnly
          aria-invalid={shortcut === 'taken' || undefined}
          aria-describedby={`${id}-help`}
          onKeyDown={onKeyDown}
          onBlur={() => setTooPlain(false)}
        />
        {keys !== '' && (
          <button type="button" className="quiet" onClick={() => save({ quickCopyShortcut: '' })}>
            {text('settings.shortcut.turn-off')}
          </button>
        )}
      </div>
      <p className={shortcut === 'taken' ? 'help warn' : 'help'} id={`${id}-help`} aria-live="polite">
        {text(tooPlain ? 'settings.shortcut.too-plain' : `settings.shortcut.help.${shortcut}`)}
      </p>
    </div>
  );
}
