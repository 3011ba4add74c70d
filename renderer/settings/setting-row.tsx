import { type ReactNode, useId } from 'react';
import { ChevronRightIcon } from '../components/icons.tsx';
import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';

/** The groups of the settings, in their order, by the texts of their headings. */
const settingGroups = [
  'settings.group.general',
  'settings.group.copying',
  'settings.group.storage',
  'settings.group.support',
] as const satisfies readonly PlainTextKey[];

/** One row of the settings, where it stands, and the words that a search finds it by. */
export interface SettingItem {
  /** Its own among all, whatever the language: the row stays the same one when its words change. */
  readonly id: string;
  readonly group: (typeof settingGroups)[number];
  readonly words: string;
  readonly row: ReactNode;
}

/** Rows under the headings of their groups; a group without a row is left out. */
export function SettingRows({ items }: { readonly items: readonly SettingItem[] }) {
  return settingGroups.map(group => {
    const inGroup = items.filter(item => item.group === group);
    return inGroup.length > 0 && <Group key={group} heading={text(group)} items={inGroup} />;
  });
}

function Group({ heading, items }: { readonly heading: string; readonly items: readonly SettingItem[] }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{heading}</h3>
      <ul className="setting-rows">
        {items.map(({ id: item, row }) => (
          <li key={item}>{row}</li>
        ))}
      </ul>
    </section>
  );
}

interface LinkProps {
  /** By which the row is found again when the person comes back. */
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly onOpen: () => void;
}
/** A row that leads to a page of its own. */
export function SettingLink({ name, label, help, onOpen }: LinkProps) {
  const id = useId();
  return (
    <div className="setting linked">
      <button type="button" data-setting={name} aria-describedby={help === undefined ? undefined : id} onClick={onOpen}>
        {label}
      </button>
      <ChevronRightIcon />
      {help !== undefined && (
        <p className="help" id={id} dir="auto">
          {help}
        </p>
      )}
    </div>
  );
}
