import { useState } from 'react';
import type { DeviceSignInView } from '../../preload/contract/connect-form.ts';
import type { Failure } from '../../preload/contract/errors.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { useTicked } from '../state/use-tick.ts';
import { formatLeft } from '../text/format.ts';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';

/** The latest sign-in on another device, above whatever it began from; nothing while none waits. */
export function DeviceSignIn() {
  const view = usePanelState(({ deviceSignIns }) => deviceSignIns.at(-1));
  return view && <Waiting key={view.id} view={view} />;
}

interface Props {
  readonly view: DeviceSignInView;
}

function Waiting({ view }: Props) {
  const { bridge } = usePanel();
  const [stopping, setStopping] = useState(false);
  const stop = (): void => {
    setStopping(true);
    void asReply(bridge.stopDeviceSignIn(view.id));
  };
  return (
    <Sheet title={text('device.title')} about={view.host} step={view.id} onClose={stop}>
      <div className="sheet-body device">
        <p>{text('device.lead')}</p>
        <QrCode view={view} />
        <Code view={view} />
        <Address view={view} />
        <State view={view} />
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" disabled={stopping} onClick={stop}>
          {text('dialog.cancel')}
        </button>
      </div>
    </Sheet>
  );
}

/** CSS px of its side: that of most, and of one module where a long address has many. */
const usualSide = 220;
const leastModule = 3;

/** Black on white in every look: some scanners read nothing else. */
function QrCode({ view: { qr } }: Props) {
  const side = Math.max(usualSide, qr.size * leastModule);
  return (
    <svg className="qr" role="img" aria-label={text('device.qr')} width={side} viewBox={`0 0 ${qr.size} ${qr.size}`}>
      <path d={qr.path} />
    </svg>
  );
}

function Code({ view: { userCode } }: Props) {
  return (
    <div className="device-code">
      <p className="help" id="device-code">
        {text('device.code')}
      </p>
      <p className="user-code" aria-describedby="device-code">
        <bdo dir="ltr">{userCode}</bdo>
      </p>
    </div>
  );
}

/** The whole address; it is opened here only after a look at whose it is. */
function Address({ view: { id, address, origin } }: Props) {
  const { bridge } = usePanel();
  const [asks, setAsks] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const open = async (): Promise<void> => {
    setFailure(undefined);
    const reply = await asReply(bridge.openDevicePage(id, origin));
    if (reply.ok) setAsks(false);
    else setFailure(reply.error);
  };
  return (
    <div className="device-address">
      <p className="help">{text('device.page')}</p>
      <p className="wrap">
        <bdo dir="ltr">{address}</bdo>
      </p>
      {asks ? (
        <div className="note warn">
          <p>
            <RichText of="device.confirm" values={{ origin: <b className="wrap">{origin}</b> }} />
          </p>
          {failure && <InstructionBox failure={failure} press={text('device.open', { origin })} takesFocus />}
          <button type="button" className="primary wrap" ref={focusOnce} onClick={() => void open()}>
            {text('device.open', { origin })}
          </button>
        </div>
      ) : (
        <button type="button" className="button" onClick={() => setAsks(true)}>
          {text('device.open-here')}
        </button>
      )}
    </div>
  );
}

const focusOnce = (button: HTMLButtonElement | null): void => button?.focus();

/** That it waits, and for how long the code is good; or that the server does not answer. */
function State({ view: { expiresAt, isReached, host } }: Props) {
  const left = useTicked(now => formatLeft(expiresAt - now));
  const timer = (
    <span role="timer" aria-live="off">
      {left}
    </span>
  );
  return (
    <div className="device-state">
      <p className="waiting-for" role="status">
        <span className="spinner" aria-hidden="true" />
        <span>{isReached ? text('device.waiting') : text('device.not-reached', { host })}</span>
      </p>
      <p className="muted">
        <RichText of="device.left" values={{ left: timer }} />
      </p>
    </div>
  );
}
