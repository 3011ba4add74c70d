import { settingFields } from '../../preload/contract/settings-fields.ts';
import type { LockView } from '../../preload/contract/storage-view.ts';
import type { SettingsPage } from '../state/panel-store.ts';
import { text } from '../text/text.ts';
import { LanguageChoice } from './language-choice.tsx';
import { ManagedSetting } from './managed-setting.tsx';
import { NumberSetting, Switch, ThemeChoice } from './setting-controls.tsx';
import { type SettingItem, SettingLink } from './setting-row.tsx';
import type { SettingsPart } from './settings-part.ts';
import { ShortcutSetting } from './shortcut-setting.tsx';
import { startAtLoginHelp } from './start-at-login-help.ts';

const generalItems = ({ settings, save }: SettingsPart): readonly SettingItem[] => [
  {
    group: 'settings.group.general',
    id: 'startAtLogin',
    words: text('settings.start-at-login.label'),
    row: (
      <ManagedSetting settings={settings} name="startAtLogin">
        <Switch
          label={text('settings.start-at-login.label')}
          on={settings.startAtLogin}
          help={startAtLoginHelp(settings)}
          onChange={startAtLogin => save({ startAtLogin })}
        />
      </ManagedSetting>
    ),
  },
  {
    group: 'settings.group.general',
    id: 'language',
    words: text('settings.language.label'),
    row: (
      <ManagedSetting settings={settings} name="language">
        <LanguageChoice settings={settings} save={save} />
      </ManagedSetting>
    ),
  },
  {
    group: 'settings.group.general',
    id: 'theme',
    words: `${text('settings.theme.legend')} ${settingFields.theme.options.map(one => text(`settings.theme.${one}`)).join(' ')}`,
    row: (
      <ManagedSetting settings={settings} name="theme">
        <ThemeChoice settings={settings} save={save} />
      </ManagedSetting>
    ),
  },
  {
    group: 'settings.group.general',
    id: 'notifications',
    words: text('settings.notices.needs-me'),
    row: (
      <ManagedSetting settings={settings} name="notifications">
        <Switch
          label={text('settings.notices.needs-me')}
          on={settings.notifications}
          {...(settings.notificationsFail && { help: text('settings.notices.refused') })}
          onChange={notifications => save({ notifications })}
        />
      </ManagedSetting>
    ),
  },
];

const copyingItems = ({ settings, save }: SettingsPart): readonly SettingItem[] => [
  {
    group: 'settings.group.copying',
    id: 'clipboardSeconds',
    words: text('settings.clipboard-seconds.label'),
    row: (
      <ManagedSetting settings={settings} name="clipboardSeconds">
        <NumberSetting
          label={text('settings.clipboard-seconds.label')}
          value={settings.clipboardSeconds}
          bounds={settingFields.clipboardSeconds}
          onChange={clipboardSeconds => save({ clipboardSeconds })}
        />
      </ManagedSetting>
    ),
  },
  {
    group: 'settings.group.copying',
    id: 'quickCopyShortcut',
    words: text('settings.shortcut.label'),
    row: (
      <ManagedSetting settings={settings} name="quickCopyShortcut">
        <ShortcutSetting settings={settings} save={save} />
      </ManagedSetting>
    ),
  },
  {
    group: 'settings.group.copying',
    id: 'copiedNotice',
    words: text('settings.notices.copied'),
    row: (
      <ManagedSetting settings={settings} name="copiedNotice">
        <Switch
          label={text('settings.notices.copied')}
          on={settings.copiedNotice}
          disabled={!settings.notifications}
          onChange={copiedNotice => save({ copiedNotice })}
        />
      </ManagedSetting>
    ),
  },
];

/** Whether programs may ask, and the way to what each account gives them. */
const programItems = ({ settings, save }: SettingsPart, { open }: Ways): readonly SettingItem[] => [
  {
    group: 'settings.group.copying',
    id: 'programs',
    words: text('programs.setting.label'),
    row: (
      <ManagedSetting settings={settings} name="programs">
        <Switch
          label={text('programs.setting.label')}
          on={settings.programs}
          help={text('programs.setting.help')}
          onChange={programs => save({ programs })}
        />
      </ManagedSetting>
    ),
  },
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
        {
          group: 'settings.group.storage',
          id: 'lockMinutes',
          words: text('settings.lock-minutes.label'),
          row: (
            <ManagedSetting settings={settings} name="lockMinutes">
              <NumberSetting
                label={text('settings.lock-minutes.label')}
                value={settings.lockMinutes}
                bounds={settingFields.lockMinutes}
                help={text('settings.lock-minutes.help')}
                onChange={lockMinutes => save({ lockMinutes })}
              />
            </ManagedSetting>
          ),
        } as const,
      ]),
  linked('settings.group.storage', 'backup', text('settings.keeping.backup'), open),
  linked('settings.group.storage', 'take-backup', text('settings.keeping.restore'), open),
  linked('settings.group.storage', 'end-of-shift', text('end-of-shift.open'), open),
];

/** The rows that every computer has, in the order of their groups. */
export const settingItems = (part: SettingsPart, ways: Ways): readonly SettingItem[] => [
  ...generalItems(part),
  ...copyingItems(part),
  ...programItems(part, ways),
  ...storageItems(part, ways),
  linked('settings.group.support', 'activity', text('settings.support.activity'), ways.open),
];
