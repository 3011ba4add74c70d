import { type ReactNode, useId } from 'react';
import type { SettingName } from '../../preload/contract/settings-fields.ts';
import type { SettingsView } from '../../preload/contract/settings-view.ts';
import { LockIcon } from '../components/icons.tsx';
import { managedWords } from '../text/managed-words.ts';

interface Props {
  readonly settings: SettingsView;
  readonly name: SettingName;
  readonly children: ReactNode;
}

/** A setting; where the organization decided it, with a lock, and in words why it cannot be changed. */
export function ManagedSetting({ settings, name, children }: Props) {
  const id = useId();
  if (!settings.fixed.includes(name)) return children;
  return (
    <fieldset className="decided" disabled aria-describedby={id}>
      {children}
      <p className="help" id={id}>
        <LockIcon />
        {managedWords(settings)}
      </p>
    </fieldset>
  );
}
