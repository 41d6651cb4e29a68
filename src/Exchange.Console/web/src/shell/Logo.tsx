/** The mark: two ways that meet. Decorative, the product's name stands beside it. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="1.75rem" height="1.75rem" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--primary)" />
      <path
        d="M8 12h13l-3.5-3.5M24 20H11l3.5 3.5"
        fill="none"
        stroke="var(--on-primary)"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
