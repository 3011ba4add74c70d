import type { ReactNode } from 'react';

interface IconProps {
  readonly children: ReactNode;
  readonly size?: number;
  /** It points along the line, so it points the other way where lines run from right to left. */
  readonly points?: boolean;
}
function Icon({ children, size = 16, points = false }: IconProps) {
  return (
    <svg
      className={points ? 'icon points' : 'icon'}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const PlusIcon = () => (
  <Icon>
    <path d="M8 3.2v9.6M3.2 8h9.6" />
  </Icon>
);
export const GearIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.1" />
    <path d="M8 1.8v1.7m0 9v1.7M1.8 8h1.7m9 0h1.7M3.6 3.6l1.2 1.2m6.4 6.4 1.2 1.2m0-8.8-1.2 1.2m-6.4 6.4-1.2 1.2" />
    <circle cx="8" cy="8" r="4.6" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.3" />
    <path d="m10.3 10.3 3.2 3.2" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon size={15}>
    <rect x="5.5" y="5.5" width="8" height="8.5" rx="1.8" />
    <path d="M10.5 5.3V3.8A1.8 1.8 0 0 0 8.7 2H4.3a1.8 1.8 0 0 0-1.8 1.8v4.9a1.8 1.8 0 0 0 1.8 1.8h1" />
  </Icon>
);
export const ChevronDownIcon = () => (
  <Icon size={14}>
    <path d="m4 6.2 4 4 4-4" />
  </Icon>
);
export const ChevronRightIcon = () => (
  <Icon size={14} points>
    <path d="m6.2 4 4 4-4 4" />
  </Icon>
);
export const BackIcon = () => (
  <Icon points>
    <path d="M13 8H3.2m4-4.2L3 8l4.2 4.2" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.2 14.4 13a.6.6 0 0 1-.5.9H2.1a.6.6 0 0 1-.5-.9Z" />
    <path d="M8 6.4v3.4m0 2v.1" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m3 8.6 3.2 3.2L13 4.8" />
  </Icon>
);
export const PinIcon = () => (
  <Icon size={13}>
    <path d="M5.6 2h4.8l-.5 4.2 2.1 2.3v1H4v-1l2.1-2.3ZM8 9.5V14" fill="currentColor" />
  </Icon>
);
export const LockIcon = () => (
  <Icon size={14}>
    <rect x="3" y="7" width="10" height="7" rx="1.8" fill="currentColor" />
    <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />
  </Icon>
);
export const KeyIcon = () => (
  <Icon size={28}>
    <circle cx="5" cy="8" r="2.7" />
    <path d="M7.7 8h6.6m-2.1 0v2.4M9.9 8v1.6" />
  </Icon>
);
