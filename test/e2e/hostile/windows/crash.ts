import type { HostilePage } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to die',
  body: () => `<script>report('done')</script>`,
  crashes: true,
  bar: /stopped|crashed/i,
};
