import type { ClipboardView, CopyFormat, Failure } from '../../preload/contract.ts';
import type { AccountRecord } from './account-record.ts';
import type { ClipboardKeeper } from './clipboard-keeper.ts';
import { copiedNames, formatCopy, isPublicFormat } from './copy-formats.ts';
import { DockpassError } from './errors.ts';
import { environmentOf, fillRecord, providerOfRecord } from './fill.ts';
import type { Clock, SecretWindow, Signals } from './ports.ts';
import type { Endpoint, Provider } from './provider.ts';
import type { Renewer } from './renewer.ts';
import { Secret } from './secret.ts';
import type { Vault } from './vault.ts';

/** What copying works with. */
export interface CopyingPorts {
  readonly vault: Vault;
  readonly providers: readonly Provider[];
  readonly renewer: Renewer;
  readonly keeper: ClipboardKeeper;
  readonly secretWindow: SecretWindow;
  readonly signals: Signals;
  readonly clock: Clock;
}

export interface Copying {
  /** Copies in main: no secret leaves it. Throws needs-sign-in for a token past its end, and what opening throws. */
  readonly copy: (id: string, format: CopyFormat, endpoint: number) => Promise<ClipboardView>;
  /** Shows the token in a small window of main's own for 20 s. */
  readonly show: (id: string) => Promise<void>;
}

const showForMs = 20_000;

/** Endpoints that an account can be given, the usual one first. */
export const endpointsOf = (provider: Provider, record: AccountRecord): readonly Endpoint[] =>
  provider.endpoints.filter(one => one.needsOrganization !== true || record.organizationId !== undefined);

export const createCopying = (ports: CopyingPorts): Copying => {
  const { vault, keeper, clock } = ports;

  const recordOf = (id: string): AccountRecord => {
    const record = vault.get(id)?.record;
    if (record === undefined || record.removedAt !== undefined) throw new DockpassError('record-unreadable');
    return record;
  };

  /** A token past its end is never given: it is renewed first where that can be, and otherwise refused. */
  const livingToken = async (id: string): Promise<Secret> => {
    const { life, canRenew, needsSignIn } = recordOf(id);
    if (life.kind === 'until' && life.expiresAt <= clock.now()) {
      if (!canRenew || needsSignIn) throw new DockpassError('needs-sign-in', { reason: 'expired' });
      if (!ports.signals.isOnline()) throw new DockpassError('offline', { reason: 'expired' });
      await ports.renewer.renew(id);
    }
    return (await vault.open(id)).accessToken;
  };

  const copy = async (id: string, format: CopyFormat, endpoint: number): Promise<ClipboardView> => {
    const record = recordOf(id);
    const provider = providerOfRecord(ports.providers, record);
    // What names an address is refused for a record that was edited to another one; a token alone goes nowhere.
    const environment =
      format === 'curl' || format === 'endpoint'
        ? fillRecord(provider, record, {}).environment
        : environmentOf(provider, record.environment);
    const chosen = endpointsOf(provider, record)[endpoint];
    if (chosen === undefined) throw new DockpassError('bad-input', { detail: 'the endpoint' });
    const accessToken = isPublicFormat(format) ? new Secret('') : await livingToken(id);
    const text = formatCopy(format, {
      accessToken,
      endpointUrl: chosen.url(environment, record.organizationId),
      organizationId: record.organizationId,
    });
    const note = noteOf(recordOf(id));
    const view = await keeper.copy(text, {
      text: `${copiedNames[format]} for ${record.label} copied`,
      ...(provider.environments.length > 1 && { environment: environment.label }),
      ...(note !== undefined && { note }),
    });
    vault.saveSoon({ ...recordOf(id), lastCopiedAt: clock.now() });
    ports.renewer.plan();
    return view;
  };

  return {
    copy,
    show: async id => {
      const value = await livingToken(id);
      await ports.secretWindow.show({ title: recordOf(id).label, value, forMs: showForMs });
    },
  };
};

/** Said beside a copy: the token still works, but nobody can renew it any more. */
const noteOf = (record: AccountRecord): Failure | undefined =>
  record.needsSignIn ? { code: 'needs-sign-in' } : undefined;
