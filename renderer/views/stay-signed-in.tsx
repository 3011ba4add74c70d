import type { StripProps } from './strip-bar.tsx';

/** Never without a keyring: who is signed in would lie open on the disk. */
export function StaySignedIn({ view, actions }: StripProps) {
  if (!view.mayStay) return null;
  return (
    <label className="choice stay">
      <input
        type="checkbox"
        checked={view.staysSignedIn}
        onChange={event => void actions.setStaySignedIn(event.currentTarget.checked)}
      />
      Stay signed in on this computer
    </label>
  );
}
