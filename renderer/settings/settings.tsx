import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { FailedCall } from '../components/failed-call.tsx';
import { SearchIcon } from '../components/icons.tsx';
import { Sheet } from '../components/sheet.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import type { SettingsPage } from '../state/panel-store.ts';
import { searchTexts } from '../state/search.ts';
import { managedProblemWords } from '../text/managed-words.ts';
import { fellBackWords } from '../text/setting-names.ts';
import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';
import { environmentItems } from './environment-items.tsx';
import { OwnFormats } from './own-formats.tsx';
import { ResetSetting } from './reset-setting.tsx';
import { settingItems } from './setting-items.tsx';
import { type SettingItem, SettingLink, SettingRows } from './setting-row.tsx';
import type { SettingsPart } from './settings-part.ts';
import { useSettings } from './use-settings.ts';

type SubPage = 'all' | 'environments' | 'own-formats';
const titles = {
  all: 'settings.title',
  environments: 'settings.environments.legend',
  'own-formats': 'own-formats.title',
} as const satisfies Readonly<Record<SubPage, PlainTextKey>>;

interface Props {
  /** The page that the person comes back from: its row has the focus. */
  readonly from: SettingsPage | undefined;
  readonly onClose: () => void;
}

/** Everything a person can choose. Each change is saved and in force at once. */
export function Settings({ from, onClose }: Props) {
  const { settings, failed, take, save } = useSettings();
  const [page, setPage] = useState<SubPage>('all');
  const [back, setBack] = useState<string | undefined>(from);
  const body = useRef<HTMLDivElement>(null);
  const ready = settings !== null;
  useEffect(() => {
    if (ready && page === 'all' && back !== undefined)
      body.current?.querySelector<HTMLElement>(`[data-setting="${back}"]`)?.focus();
  }, [ready, page, back]);
  const leave = (): void => {
    setBack(page);
    setPage('all');
  };
  const part = settings && { settings, save };
  return (
    <Sheet
      title={text(titles[page])}
      step={ready ? page : ''}
      onClose={onClose}
      {...(page === 'all' ? {} : { onBack: leave })}
    >
      <div className="sheet-body settings" ref={body}>
        {failed && <FailedCall {...failed} />}
        <Notes />
        {part && page === 'all' && <AllSettings {...part} take={take} onPage={setPage} />}
        {part && page === 'environments' && <EnvironmentPage {...part} />}
        {part && page === 'own-formats' && <OwnFormats {...part} />}
      </div>
    </Sheet>
  );
}

/** What is wrong with the settings as a whole. */
function Notes() {
  const fellBack = usePanelState(state => state.status?.settingsFellBack);
  const problem = usePanelState(state => state.status?.managedProblem);
  return (
    <>
      {problem && <p className="note warn">{managedProblemWords(problem)}</p>}
      {fellBack && <p className="note warn">{fellBackWords(fellBack)}</p>}
    </>
  );
}

function EnvironmentPage(part: SettingsPart) {
  const providers = usePanelState(state => state.providers);
  return (
    <ul className="setting-rows">
      {environmentItems(providers, part).map(({ id, row }) => (
        <li key={id}>{row}</li>
      ))}
    </ul>
  );
}

interface AllProps extends SettingsPart {
  readonly take: ReturnType<typeof useSettings>['take'];
  readonly onPage: (page: SubPage) => void;
}
/** Every row in its group; while something is typed those that are found, of all pages. */
function AllSettings({ settings, save, take, onPage }: AllProps) {
  const { bridge, store } = usePanel();
  const providers = usePanelState(state => state.providers);
  const lock = usePanelState(state => state.status?.lock ?? 'none');
  const [typed, setTyped] = useState('');
  const part = { settings, save };
  const open = (kind: SettingsPage): void => store.set({ overlay: { kind, back: { kind: 'settings', from: kind } } });
  const environments = environmentItems(providers, part, text('settings.environments.legend'));
  const toEnvironments: SettingItem = {
    group: 'settings.group.general',
    id: 'environments',
    words: text('settings.environments.legend'),
    row: (
      <SettingLink
        name="environments"
        label={text('settings.environments.legend')}
        onOpen={() => onPage('environments')}
      />
    ),
  };
  const all: readonly SettingItem[] = [
    ...settingItems(part, { open, lock }),
    {
      group: 'settings.group.copying',
      id: 'own-formats',
      words: text('own-formats.title'),
      row: <SettingLink name="own-formats" label={text('own-formats.title')} onOpen={() => onPage('own-formats')} />,
    },
    ...(environments.length === 0 || typed !== '' ? [] : [toEnvironments]),
    ...(typed === '' ? [] : environments),
    {
      group: 'settings.group.support',
      id: 'folder',
      words: `${text('settings.data.open')} ${text('settings.data.legend')}`,
      row: (
        <SettingLink
          name="folder"
          label={text('settings.data.open')}
          help={settings.dataFolder}
          onOpen={() => void take(() => bridge.openDataFolder())}
        />
      ),
    },
    {
      group: 'settings.group.support',
      id: 'reset',
      words: text('settings.reset.button'),
      row: <ResetSetting onReset={() => void take(() => bridge.resetSettings())} />,
    },
  ];
  const found = searchTexts(all, ({ group, words }) => `${text(group)} ${words}`, typed);
  return (
    <>
      {!settings.showsTray && <p className="note">{text('settings.no-tray')}</p>}
      <SearchSettings typed={typed} onType={setTyped} />
      <SettingRows items={found} />
      {found.length === 0 && (
        <p className="nothing-found" role="status">
          {text('settings.search.none')}
        </p>
      )}
    </>
  );
}

interface SearchProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
}
function SearchSettings({ typed, onType }: SearchProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || typed === '') return;
    // One step back: the search goes first, then the dialog.
    event.preventDefault();
    onType('');
  };
  return (
    <search className="search">
      <SearchIcon />
      <input
        type="search"
        aria-label={text('settings.search.label')}
        placeholder={text('settings.search.label')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={event => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  );
}
