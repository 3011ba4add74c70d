import { useId } from 'react';
import { settingFields } from '../../preload/contract/settings-fields.ts';
import { languageNames } from '../../preload/text/languages.ts';
import { text } from '../text/text.ts';
import type { SettingsPart } from './settings-part.ts';

/** Each language by its own name: whoever cannot read the one in force finds theirs. */
export function LanguageChoice({ settings, save }: SettingsPart) {
  const id = useId();
  const choose = (chosen: string): void => {
    const language = settingFields.language.options.find(one => one === chosen);
    if (language !== undefined) save({ language });
  };
  return (
    <div className="setting field">
      <label htmlFor={id}>{text('settings.language.label')}</label>
      <select id={id} value={settings.language} onChange={event => choose(event.currentTarget.value)}>
        <option value="system">{text('settings.language.system')}</option>
        {settings.languages.map(language => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </select>
    </div>
  );
}
