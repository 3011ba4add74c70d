import { AccountListsLater } from '../account-lists/account-lists-later.tsx';
import { StepBack } from '../components/step-back.ts';
import { AddAccount } from '../connect/add-account.tsx';
import { EditDetails } from '../connect/edit-details.tsx';
import { DetailsLater } from '../details/details-later.tsx';
import { DeviceSignIn } from '../device/device-sign-in.tsx';
import { Programs } from '../programs/programs.tsx';
import { Settings } from '../settings/settings.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import type { Overlay } from '../state/panel-store.ts';
import { Activity } from './activity.tsx';
import { Backup } from './backup.tsx';
import { EndOfShift } from './end-of-shift.tsx';
import { GroupsDialog } from './groups-dialog.tsx';
import { KeysHelp } from './keys-help.tsx';
import { OrganizationPicker } from './organization-picker.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { StorageDialog } from './storage.tsx';
import { TakeBackup } from './take-backup.tsx';
import { UnlockDialog } from './unlock.tsx';

/** The one dialog that is open, if any; and above it a sign-in that waits for another device. */
export function Overlays() {
  return (
    <>
      <OpenOverlay />
      <DeviceSignIn />
    </>
  );
}

function OpenOverlay() {
  const { store } = usePanel();
  const overlay = usePanelState(state => state.overlay);
  if (overlay === null) return null;
  const back = 'back' in overlay ? (overlay.back ?? null) : null;
  const goTo = (next: Overlay | null) => (): void => {
    if (store.get().overlay === overlay) store.set({ overlay: next });
  };
  // Whoever was adding an account goes on with that; what was done from the settings is said in the panel.
  const close = goTo(back?.kind === 'add' ? back : null);
  return (
    <StepBack value={back === null ? undefined : goTo(back)}>
      <Open overlay={overlay} onClose={close} />
    </StepBack>
  );
}

function Open({ overlay, onClose }: { readonly overlay: Overlay; readonly onClose: () => void }) {
  switch (overlay.kind) {
    case 'add':
      return <AddAccount providerId={overlay.providerId} onClose={onClose} />;
    case 'edit':
      return <EditDetails account={overlay.account} onClose={onClose} />;
    case 'details':
      return <DetailsLater account={overlay.account} onClose={onClose} />;
    case 'rename':
      return <RenameDialog account={overlay.account} onClose={onClose} />;
    case 'groups':
      return <GroupsDialog account={overlay.account} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog account={overlay.account} onClose={onClose} />;
    case 'organization':
      return <OrganizationPicker account={overlay.account} onClose={onClose} />;
    case 'sign-out-everywhere':
      return <SignOutDialog account={overlay.account} onClose={onClose} />;
    case 'revoke':
      return <RevokeDialog account={overlay.account} onClose={onClose} />;
    case 'settings':
      return <Settings from={overlay.from} onClose={onClose} />;
    case 'unlock':
      return <UnlockDialog again={overlay.again} onClose={onClose} />;
    case 'storage':
      return <StorageDialog onClose={onClose} />;
    case 'end-of-shift':
      return <EndOfShift onClose={onClose} />;
    case 'backup':
      return <Backup onClose={onClose} />;
    case 'take-backup':
      return <TakeBackup onClose={onClose} />;
    case 'account-list':
      return <AccountListsLater onClose={onClose} />;
    case 'programs':
      return <Programs id={overlay.id} onClose={onClose} />;
    case 'activity':
      return <Activity onClose={onClose} />;
    case 'keys':
      return <KeysHelp onClose={onClose} />;
  }
}
