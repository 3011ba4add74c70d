import { useEffect, useId, useState } from 'react';
import { settingFields } from '../../preload/contract/settings-fields.ts';
import { text } from '../text/text.ts';
import type { SettingsPart } from './settings-part.ts';

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly help?: string;
  readonly onChange: (on: boolean) => void;
}
/** One checkbox with its words, and below it what is to be known of it. */
export function Switch({ label, on, disabled = false, help, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="setting">
      <label>
        {label}
        <input
          type="checkbox"
          className="switch"
          checked={on}
          disabled={disabled}
          aria-describedby={help === undefined ? undefined : id}
          onChange={event => onChange(event.currentTarget.checked)}
        />
      </label>
      {help !== undefined && (
        <p className="help" id={id}>
          {help}
        </p>
      )}
    </div>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly bounds: { readonly least: number; readonly most: number };
  readonly help?: string;
  readonly onChange: (value: number) => void;
}
/** A whole number. What is out of bounds while it is typed is not saved, and the words say what is. */
export function NumberSetting({ label, value, bounds: { least, most }, help, onChange }: NumberProps) {
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const fits = (entered: string): boolean =>
    /^\d{1,6}$/.test(entered) && Number(entered) >= least && Number(entered) <= most;
  const invalid = !fits(typed);
  return (
    <div className="setting field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="short"
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        step={1}
        value={typed}
        aria-invalid={invalid || undefined}
        aria-describedby={`${id}-help`}
        onChange={event => {
          const entered = event.currentTarget.value;
          setTyped(entered);
          if (fits(entered) && Number(entered) !== value) onChange(Number(entered));
        }}
        onBlur={() => setTyped(String(value))}
      />
      <p className="help" id={`${id}-help`}>
        {invalid
          ? text('settings.number.outside', { least, most, value })
          : (help ?? text('settings.number.bounds', { least, most }))}
      </p>
    </div>
  );
}

/** One of three, side by side. */
export function ThemeChoice({ settings, save }: SettingsPart) {
  const id = useId();
  return (
    <fieldset className="setting" aria-labelledby={id}>
      <span id={id}>{text('settings.theme.legend')}</span>
      <span className="segments">
        {settingFields.theme.options.map(theme => (
          <label key={theme}>
            <input type="radio" name="theme" checked={settings.theme === theme} onChange={() => save({ theme })} />
            {text(`settings.theme.${theme}`)}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
