/** An account that the organization set up but for the person's sign-in. */
export interface ReadyMadeView {
  readonly id: string;
  readonly name: string;
  readonly providerName: string;
  readonly monogram: string;
  readonly colour: string;
  readonly opensWindow: boolean;
}
