import { useEffect, useRef, useState } from 'react';
import type { OwnFormat } from '../../preload/contract/copy-formats.ts';
import { managedWords } from '../text/managed-words.ts';
import { text } from '../text/text.ts';
import { ManagedSetting } from './managed-setting.tsx';
import { OwnFormatForm } from './own-format-form.tsx';
import type { SettingsPart } from './settings-part.ts';

/** The person's own ways to copy, and those of their organization, which only show. */
export function OwnFormats({ settings, save }: SettingsPart) {
  const { ownFormats, givenFormats } = settings;
  const [edited, setEdited] = useState<OwnFormat | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const wasEdited = useRef(false);
  useEffect(() => {
    if (edited === null && wasEdited.current) addButton.current?.focus();
    wasEdited.current = edited !== null;
  }, [edited]);
  if (edited !== null) {
    const others = ownFormats.filter(({ id }) => id !== edited.id);
    const isNew = others.length === ownFormats.length;
    const keep = (format: OwnFormat): void => {
      save({ ownFormats: isNew ? [...others, format] : ownFormats.map(one => (one.id === format.id ? format : one)) });
      setEdited(null);
    };
    return <OwnFormatForm format={edited} onSave={keep} onCancel={() => setEdited(null)} />;
  }
  const remove = (id: string): void => {
    save({ ownFormats: ownFormats.filter(one => one.id !== id) });
    addButton.current?.focus();
  };
  return (
    <>
      <p className="note">{text('own-formats.note')}</p>
      {givenFormats.length > 0 && (
        <>
          <ul className="setting-rows">
            {givenFormats.map(({ id, name, template }) => (
              <li key={id}>
                <Row name={name} template={template} />
              </li>
            ))}
          </ul>
          <p className="note">{managedWords(settings)}</p>
        </>
      )}
      <ManagedSetting settings={settings} name="ownFormats">
        {ownFormats.length === 0 && <p className="nothing-found">{text('own-formats.none')}</p>}
        {ownFormats.length > 0 && (
          <ul className="setting-rows">
            {ownFormats.map(format => (
              <li key={format.id}>
                <Row name={format.name} template={format.template}>
                  <div className="both">
                    <button type="button" className="button" onClick={() => setEdited(format)}>
                      {text('own-formats.edit', { name: format.name })}
                    </button>
                    <button type="button" className="button" onClick={() => remove(format.id)}>
                      {text('own-formats.delete', { name: format.name })}
                    </button>
                  </div>
                </Row>
              </li>
            ))}
          </ul>
        )}
        <button ref={addButton} type="button" className="button" onClick={() => setEdited(newFormat())}>
          {text('own-formats.add')}
        </button>
      </ManagedSetting>
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly template: string;
  readonly children?: React.ReactNode;
}
function Row({ name, template, children }: RowProps) {
  return (
    <div className="setting own-format">
      <strong dir="auto">{name}</strong>
      <code dir="ltr">{template}</code>
      {children}
    </div>
  );
}

const newFormat = (): OwnFormat => ({
  id: `own:${crypto.randomUUID()}`,
  name: '',
  template: '{token}',
  quoting: 'none',
});
