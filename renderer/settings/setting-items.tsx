import type { ReactNode } from 'react';
import { type SettingName, settingFields } from '../../preload/contract/settings-fields.ts';
import type { SettingsView } from '../../preload/contract/settings-view.ts';
import type { LockView } from '../../preload/contract/storage-view.ts';
import type { SettingsPage } from '../state/panel-store.ts';
import { text } from '../text/text.ts';
import { LanguageChoice } from './language-choice.tsx';
import { ListOrderChoice } from './list-order-choice.tsx';
import { ManagedSetting } from './managed-setting.tsx';
import { NumberSetting, Switch, ThemeChoice } from './setting-controls.tsx';
import { type SettingItem, SettingLink } from './setting-row.tsx';
import type { SettingsPart } from './settings-part.ts';
import { ShortcutSetting } from './shortcut-setting.tsx';
import { startAtLoginHelp } from './start-at-login-help.ts';

/** A setting's row; `words` is what the search looks in. */
const item = (
  settings: SettingsView,
  group: SettingItem['group'],
  name: SettingName,
  words: string,
  control: ReactNode,
): SettingItem => ({
  group,
  id: name,
  words,
  row: (
    <ManagedSetting settings={settings} name={name}>
      {control}
    </ManagedSetting>
  ),
});

const generalItems = ({ settings, save }: SettingsPart): readonly SettingItem[] => [
  item(
    settings,
    'settings.group.general',
    'startAtLogin',
    text('settings.start-at-login.label'),
    <Switch
      label={text('settings.start-at-login.label')}
      on={settings.startAtLogin}
      help={startAtLoginHelp(settings)}
      onChange={startAtLogin => save({ startAtLogin })}
    />,
  ),
  item(
    settings,
    'settings.group.general',
    'language',
    text('settings.language.label'),
    <LanguageChoice settings={settings} save={save} />,
  ),
  item(
    settings,
    'settings.group.general',
    'theme',
    `${text('settings.theme.legend')} ${settingFields.theme.options.map(one => text(`settings.theme.${one}`)).join(' ')}`,
    <ThemeChoice settings={settings} save={save} />,
  ),
  item(
    settings,
    'settings.group.general',
    'listOrder',
    `${text('settings.list-order.label')} ${settingFields.listOrder.options.map(one => text(`settings.list-order.${one}`)).join(' ')}`,
    <ListOrderChoice settings={settings} save={save} />,
  ),
  item(
    settings,
    'settings.group.general',
    'notifications',
    text('settings.notices.needs-me'),
    <Switch
      label={text('settings.notices.needs-me')}
      on={settings.notifications}
      {...(settings.notificationsFail && { help: text('settings.notices.refused') })}
      onChange={notifications => save({ notifications })}
    />,
  ),
];

const copyingItems = ({ settings, save }: SettingsPart): readonly SettingItem[] => [
  item(
    settings,
    'settings.group.copying',
    'clipboardSeconds',
    text('settings.clipboard-seconds.label'),
    <NumberSetting
      label={text('settings.clipboard-seconds.label')}
      value={settings.clipboardSeconds}
      bounds={settingFields.clipboardSeconds}
      onChange={clipboardSeconds => save({ clipboardSeconds })}
    />,
  ),
  item(
    settings,
    'settings.group.copying',
    'quickCopyShortcut',
    text('settings.shortcut.label'),
    <ShortcutSetting settings={settings} save={save} />,
  ),
  item(
    settings,
    'settings.group.copying',
    'copiedNotice',
    text('settings.notices.copied'),
    <Switch
      label={text('settings.notices.copied')}
      on={settings.copiedNotice}
      disabled={!settings.notifications}
      onChange={copiedNotice => save({ copiedNotice })}
    />,
  ),
];

/** A switch below *Copying* with a word of help. */
const copyingSwitch = (
  { settings, save }: SettingsPart,
  name: 'qrCodes' | 'programs',
  label: string,
  help: string,
): SettingItem =>
  item(
    settings,
    'settings.group.copying',
    name,
    label,
    <Switch label={label} on={settings[name]} help={help} onChange={on => save({ [name]: on })} />,
  );

/** Whether tokens may be shown as QR codes. */
const qrItem = (part: SettingsPart): SettingItem =>
  copyingSwitch(part, 'qrCodes', text('qr.setting.label'), text('qr.setting.help'));

/** Whether programs may ask, and the way to what each account gives them. */
const programItems = (part: SettingsPart, { open }: Ways): readonly SettingItem[] => [
  copyingSwitch(part, 'programs', text('programs.setting.label'), text('programs.setting.help')),
  linked('settings.group.copying', 'programs', text('programs.setting.open'), open),
];

/** A row that opens a dialog, and what it is called. */
const linked = (
  group: SettingItem['group'],
  kind: SettingsPage,
  label: string,
  open: (kind: SettingsPage) => void,
): SettingItem => ({
  group,
  id: kind,
  words: label,
  row: <SettingLink name={kind} label={label} onOpen={() => open(kind)} />,
});

interface Ways {
  /** Opens a page of its own. */
  readonly open: (page: SettingsPage) => void;
  readonly lock: LockView;
}

const storageItems = ({ settings, save }: SettingsPart, { open, lock }: Ways): readonly SettingItem[] => [
  linked('settings.group.storage', 'storage', text('settings.keeping.storage'), open),
  ...(lock === 'none'
    ? []
    : [
        item(
          settings,
          'settings.group.storage',
          'lockMinutes',
          text('settings.lock-minutes.label'),
          <NumberSetting
            label={text('settings.lock-minutes.label')}
            value={settings.lockMinutes}
            bounds={settingFields.lockMinutes}
            help={text('settings.lock-minutes.help')}
            onChange={lockMinutes => save({ lockMinutes })}
          />,
        ),
      ]),
  linked('settings.group.storage', 'backup', text('settings.keeping.backup'), open),
  linked('settings.group.storage', 'take-backup', text('settings.keeping.restore'), open),
  linked('settings.group.storage', 'account-list', text('settings.keeping.account-list'), open),
  linked('settings.group.storage', 'end-of-shift', text('end-of-shift.open'), open),
];

/** The rows that every computer has, in the order of their groups. */
export const settingItems = (part: SettingsPart, ways: Ways): readonly SettingItem[] => [
  ...generalItems(part),
  ...copyingItems(part),
  qrItem(part),
  ...programItems(part, ways),
  ...storageItems(part, ways),
  linked('settings.group.support', 'activity', text('settings.support.activity'), ways.open),
];
