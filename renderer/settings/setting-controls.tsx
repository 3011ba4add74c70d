import { useEffect, useId, useState } from 'react';
import { type SettingsValues, settingFields } from '../../preload/contract/settings-view.ts';
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
    <div className="switch">
      <label className="choice">
        <input
          type="checkbox"
          checked={on}
          disabled={disabled}
          aria-describedby={help === undefined ? undefined : id}
          onChange={event => onChange(event.currentTarget.checked)}
        />
        {label}
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
  const fits = (text: string): boolean => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;
  const invalid = !fits(typed);
  return (
    <div className="field">
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
          const text = event.currentTarget.value;
          setTyped(text);
          if (fits(text) && Number(text) !== value) onChange(Number(text));
        }}
        onBlur={() => setTyped(String(value))}
      />
      <p className="help" id={`${id}-help`}>
        {invalid ? `From ${least} to ${most}; it is still ${value}.` : (help ?? `From ${least} to ${most}.`)}
      </p>
    </div>
  );
}

const themeWords: Readonly<Record<SettingsValues['theme'], string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};

export function ThemeChoice({ settings, save }: SettingsPart) {
  return (
    <fieldset className="group">
      <legend>Theme</legend>
      <div className="choices">
        {settingFields.theme.options.map(theme => (
          <label key={theme} className="choice">
            <input type="radio" name="theme" checked={settings.theme === theme} onChange={() => save({ theme })} />
            {themeWords[theme]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
