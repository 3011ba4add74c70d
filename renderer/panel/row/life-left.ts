import type { LifeView } from '../../../preload/contract/account-view.ts';

/** How a life stands now: `percent` left (0 to 100) and whether it is fine, nearly over (a tenth or less) or over. */
interface LifeLeft {
  readonly percent: number;
  readonly level: 'ok' | 'warn' | 'over';
}
export function lifeLeft(life: Extract<LifeView, { kind: 'until' }>, now: number): LifeLeft {
  const left = life.expiresAt - now;
  if (left <= 0) return { percent: 0, level: 'over' };
  const whole = Math.max(1, life.expiresAt - life.issuedAt);
  const share = Math.min(1, left / whole);
  return { percent: Math.max(1, Math.round(share * 100)), level: share <= 0.1 ? 'warn' : 'ok' };
}
