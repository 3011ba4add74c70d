import { useState } from 'react';
import { text } from '../text/text.ts';
import type { SignInBarProps } from './address-bar.tsx';

/** Never without a keyring: who is signed in would lie open on the disk. */
export function StaySignedIn({ view, actions }: SignInBarProps) {
  const [stays, setStays] = useState(view.staysSignedIn);
  if (!view.mayStay) return null;
  const change = (wanted: boolean): void => {
    setStays(wanted);
    void actions.setStaySignedIn(wanted);
  };
  return (
    <label className="choice stay">
      <input type="checkbox" checked={stays} onChange={event => change(event.currentTarget.checked)} />
      {text('bar.stay')}
    </label>
  );
}
