import { useId } from 'react';
import { settingFields } from '../../preload/contract/settings-fields.ts';
import { text } from '../text/text.ts';
import type { SettingsPart } from './settings-part.ts';

/** The order of the accounts wherever they are listed. */
export function ListOrderChoice({ settings: { listOrder: chosen }, save }: SettingsPart) {
  const id = useId();
  const choose = (value: string): void => {
    const listOrder = settingFields.listOrder.options.find(one => one === value);
    if (listOrder !== undefined) save({ listOrder });
  };
  return (
    <div className="setting field">
      <label htmlFor={id}>{text('settings.list-order.label')}</label>
      <select
        id={id}
        value={chosen}
        aria-describedby={chosen === 'hand' ? `${id}-help` : undefined}
        onChange={event => choose(event.currentTarget.value)}
      >
        {settingFields.listOrder.options.map(order => (
          <option key={order} value={order}>
            {text(`settings.list-order.${order}`)}
          </option>
        ))}
      </select>
      {chosen === 'hand' && (
        <p className="help" id={`${id}-help`}>
          {text('settings.list-order.help')}
        </p>
      )}
    </div>
  );
}
