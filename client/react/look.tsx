// The pieces' own look, beside CARE's without a seam. A host changes it by the variables.

const css = `
:root {
  --care-offline-surface: #fff;
  --care-offline-text: #111827;
  --care-offline-muted: #4b5563;
  --care-offline-border: #e5e7eb;
  --care-offline-primary: #046c4e;
  --care-offline-primary-strong: #03543f;
  --care-offline-on-primary: #fff;
  --care-offline-control-border: #d1d5db;
  --care-offline-radius: 0.5rem;
  --care-offline-gutter: 1rem;
  --care-offline-calm-surface: #f3f4f6;
  --care-offline-calm-text: #374151;
  --care-offline-good-surface: #def7ec;
  --care-offline-good-text: #03543f;
  --care-offline-info-surface: #e0f2fe;
  --care-offline-info-text: #075985;
  --care-offline-warning-surface: #fef3c7;
  --care-offline-warning-text: #78350f;
  --care-offline-danger-surface: #fee2e2;
  --care-offline-danger-text: #991b1b;
}
.co-calm { --co-surface: var(--care-offline-calm-surface); --co-text: var(--care-offline-calm-text); }
.co-good { --co-surface: var(--care-offline-good-surface); --co-text: var(--care-offline-good-text); }
.co-info { --co-surface: var(--care-offline-info-surface); --co-text: var(--care-offline-info-text); }
.co-warning { --co-surface: var(--care-offline-warning-surface); --co-text: var(--care-offline-warning-text); }
.co-danger { --co-surface: var(--care-offline-danger-surface); --co-text: var(--care-offline-danger-text); }

.co-icon {
  width: 1.1em; height: 1.1em; flex: none;
  fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round;
}
.co-badge {
  display: inline-flex; align-items: center; gap: 0.35em; max-width: 100%;
  padding: 0.125rem 0.5rem; border-radius: calc(var(--care-offline-radius) * 0.75);
  border: 1px solid color-mix(in srgb, var(--co-text) 22%, var(--co-surface));
  font-size: 0.8125rem; line-height: 1.35; font-weight: 500;
  background: var(--co-surface); color: var(--co-text);
}
.co-button {
  display: inline-flex; align-items: center; justify-content: center; gap: 0.4em;
  min-height: 44px; min-width: 44px; padding: 0.4rem 1rem;
  border: 1px solid var(--care-offline-control-border); border-radius: var(--care-offline-radius);
  background: var(--care-offline-surface); color: var(--care-offline-text);
  box-shadow: 0 1px 2px rgb(0 0 0 / 0.05);
  font: inherit; font-size: 0.875rem; line-height: 1.25; font-weight: 600; cursor: pointer;
}
.co-button:hover { background: var(--care-offline-calm-surface); }
.co-button:focus-visible { outline: 2px solid var(--care-offline-primary); outline-offset: 2px; }
.co-button:disabled, .co-button[aria-disabled='true'] { opacity: 0.6; cursor: default; }
.co-button.co-primary {
  border-color: var(--care-offline-primary);
  background: var(--care-offline-primary); color: var(--care-offline-on-primary);
}
.co-button.co-primary:hover:enabled { background: var(--care-offline-primary-strong); }
.co-button.co-quiet-danger { color: var(--care-offline-danger-text); }
.co-button.co-danger { border-color: var(--co-text); background: var(--co-text); color: var(--care-offline-surface); }
.co-button.co-danger:hover:enabled { background: color-mix(in srgb, var(--co-text) 85%, #000); }

.co-banner { display: flex; flex-direction: column; color: var(--care-offline-text); font-size: 0.9375rem; }
.co-notice {
  display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem;
  min-height: 44px; padding: 0.25rem var(--care-offline-gutter); box-sizing: border-box;
  background: var(--co-surface); color: var(--co-text);
}
.co-notice + .co-notice { border-top: 1px solid color-mix(in srgb, var(--co-text) 12%, var(--co-surface)); }
.co-notice-words { flex: 1 1 16rem; margin: 0; line-height: 1.4; }
.co-notice-words span { display: inline-block; }
.co-notice .co-button {
  border-color: color-mix(in srgb, var(--co-text) 35%, var(--co-surface));
  background: transparent; color: inherit; box-shadow: none;
}
.co-notice .co-button:hover { background: color-mix(in srgb, var(--co-text) 8%, var(--co-surface)); }
.co-notice .co-button:focus-visible { outline-color: currentColor; outline-offset: -3px; }
.co-progress { flex: 0 1 12rem; height: 0.5rem; accent-color: var(--care-offline-primary); }
.co-quiet { margin: 0; padding: 0.25rem var(--care-offline-gutter); font-size: 0.8125rem; color: var(--care-offline-muted); }

.co-page { display: flex; flex-direction: column; gap: 1rem; color: var(--care-offline-text); }
.co-told { position: sticky; top: 0.5rem; z-index: 1; }
.co-told .co-message { box-shadow: 0 4px 12px rgb(0 0 0 / 0.12); }
.co-page > :empty { margin-top: -1rem; }
.co-page-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.75rem; }
.co-page h1 { margin: 0; font-size: 1.5rem; line-height: 1.35; font-weight: 600; }
.co-page-facts { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; color: var(--care-offline-muted); }
.co-page-facts p, .co-empty { margin: 0; }
.co-section-head { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; margin-bottom: 0.5rem; }
.co-section h2 {
  margin: 0; font-size: 0.75rem; font-weight: 600; letter-spacing: 0.04em; text-transform: uppercase;
  color: var(--care-offline-muted);
}
.co-empty { font-size: 0.875rem; color: var(--care-offline-muted); }
.co-rows { display: flex; flex-direction: column; gap: 0.5rem; margin: 0; padding: 0; list-style: none; }
.co-row {
  display: flex; flex-direction: column; gap: 0.5rem;
  padding: 0.875rem 1rem; border: 1px solid var(--care-offline-border); border-radius: var(--care-offline-radius);
  background: var(--care-offline-surface); box-shadow: 0 1px 2px rgb(0 0 0 / 0.05);
}
[data-write]:focus-visible, .co-page h1:focus-visible { outline: 2px solid var(--care-offline-primary); outline-offset: 2px; }
.co-row-foot { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 0.25rem 0.75rem; }
.co-row-buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0.5rem; max-width: 100%; margin-left: auto; }
.co-row-buttons .co-button { text-align: start; overflow-wrap: anywhere; }
.co-row-question { justify-content: flex-start; margin-left: 0; }
.co-why { display: contents; }
.co-why-answer { order: 1; flex-basis: 100%; }
.co-row-foot { position: relative; }
.co-why-answer:empty { position: absolute; }
@media (max-width: 40rem) { .co-why { display: block; flex-basis: 100%; } }
.co-disclosure {
  display: inline-flex; align-items: center; gap: 0.4em; min-height: 44px; margin-left: -0.25rem; padding: 0 0.5rem 0 0.25rem;
  border: 0; border-radius: var(--care-offline-radius); background: none;
  color: var(--care-offline-primary); font: inherit; font-size: 0.875rem; font-weight: 600; cursor: pointer;
}
.co-disclosure:hover { text-decoration: underline; }
.co-disclosure:focus-visible { outline: 2px solid var(--care-offline-primary); outline-offset: -2px; }
.co-disclosure .co-icon { transform: rotate(-90deg); }
.co-disclosure[aria-expanded='true'] .co-icon { transform: none; }
.co-why-answer p { margin: 0 0 0.25rem; max-width: 42rem; font-size: 0.9375rem; line-height: 1.45; }
.co-reason { color: var(--care-offline-text); }
.co-entered { display: grid; gap: 0.25rem 1.25rem; margin: 0 0 0.5rem; font-size: 0.875rem; user-select: text; }
.co-entered dt { color: var(--care-offline-muted); }
.co-entered dd { margin: 0; font-weight: 500; white-space: pre-wrap; overflow-wrap: anywhere; }
.co-attention { display: flex; flex-direction: column; color: var(--care-offline-text); }
.co-attention:not(:has(.co-row, .co-message, .co-dialog)) { display: none; }
.co-row h3 { margin: 0 0 0.25rem; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
.co-row-type { color: var(--care-offline-muted); font-weight: 400; }
.co-row dl { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0.5rem 0 0; font-size: 0.875rem; }
.co-row dl div { display: flex; gap: 0.4rem; min-width: 0; }
.co-row .co-wide { flex-basis: 100%; }
.co-row .co-wide dd { font-weight: 500; }
.co-row dt { flex: none; color: var(--care-offline-muted); }
.co-row dd { margin: 0; overflow-wrap: anywhere; }
.co-message {
  margin: 0 0 0.5rem; padding: 0.6rem 0.875rem; border-radius: var(--care-offline-radius);
  background: var(--co-surface); color: var(--co-text);
}

.co-missing-parts:empty, .co-receipt:empty, .co-offer:empty { position: absolute; }
.co-missing-parts .co-message { margin: 0; }
.co-with-icon { display: flex; align-items: flex-start; gap: 0.6rem; font-size: 0.9375rem; line-height: 1.4; }
.co-with-icon .co-icon { margin-top: 0.15em; }
.co-with-icon p { flex: 1; margin: 0; }
.co-receipt { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; font-size: 0.875rem; color: var(--care-offline-muted); }
.co-receipt p { display: inline-flex; align-items: center; gap: 0.4em; margin: 0; }
.co-receipt p[class] { color: var(--co-text); font-weight: 500; }

.co-dialog {
  box-sizing: border-box; width: min(34rem, calc(100vw - 2rem)); max-width: none; max-height: calc(100dvh - 2rem);
  margin: auto; padding: 1.5rem; overflow: auto;
  border: 1px solid var(--care-offline-border); border-radius: calc(var(--care-offline-radius) * 1.5);
  background: var(--care-offline-surface); color: var(--care-offline-text);
  box-shadow: 0 20px 25px -5px rgb(0 0 0 / 0.15); font-size: 0.9375rem; line-height: 1.45;
}
.co-dialog-wide { width: min(50rem, calc(100vw - 2rem)); }
.co-dialog::backdrop { background: rgb(17 24 39 / 0.45); }
.co-dialog h2 { margin: 0 0 0.75rem; font-size: 1.125rem; line-height: 1.35; font-weight: 600; overflow-wrap: anywhere; }
.co-dialog h2:focus, .co-dialog p:focus { outline: none; }
.co-dialog p { margin: 0 0 0.75rem; }
.co-dialog fieldset { min-width: 0; margin: 0 0 0.75rem; padding: 0; border: 0; }
.co-dialog legend, .co-field label { padding: 0; margin-bottom: 0.25rem; font-weight: 600; }
.co-choices { display: flex; flex-direction: column; }
.co-choice {
  display: flex; align-items: center; gap: 0.625rem; min-height: 44px; box-sizing: border-box; padding: 0.25rem 0.5rem;
  border-radius: var(--care-offline-radius); cursor: pointer;
}
.co-choice:hover { background: var(--care-offline-calm-surface); }
.co-choice input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--care-offline-primary); }
.co-field { display: flex; flex-direction: column; margin-bottom: 0.75rem; }
.co-field input {
  min-height: 44px; padding: 0.4rem 0.75rem; box-sizing: border-box; font: inherit; color: inherit;
  border: 1px solid var(--care-offline-control-border); border-radius: var(--care-offline-radius);
  background: var(--care-offline-surface);
}
.co-field input[aria-invalid='true'] { border-color: var(--care-offline-danger-text); }
.co-choice input:focus-visible, .co-field input:focus-visible { outline: 2px solid var(--care-offline-primary); outline-offset: 2px; }
.co-dialog .co-missing { margin: 0; color: var(--care-offline-danger-text); font-weight: 500; }
.co-dialog .co-hint { color: var(--care-offline-muted); font-size: 0.875rem; }
.co-family { margin: 0 0 0.75rem; padding: 0.5rem 1rem 0.5rem 2rem; list-style: disc; border-radius: var(--care-offline-radius); background: var(--care-offline-calm-surface); }
.co-dialog-all, .co-dialog-foot { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.co-dialog-all { margin-bottom: 1rem; }
.co-dialog-foot { justify-content: flex-end; margin-top: 1rem; }
.co-conflict-values { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0.5rem; }
.co-conflict-base, .co-conflict-side { padding: 0.5rem 0.75rem; border: 1px solid var(--care-offline-border); border-radius: var(--care-offline-radius); }
.co-conflict-base { border-style: dashed; }
.co-conflict-side { align-items: flex-start; border-color: var(--care-offline-control-border); }
.co-conflict-side:has(input:checked) { border-color: var(--care-offline-primary); background: var(--care-offline-good-surface); }
.co-conflict-title { display: block; font-size: 0.8125rem; color: var(--care-offline-muted); }
.co-value > span { display: block; overflow-wrap: anywhere; font-weight: 500; }
@media (max-width: 36rem) { .co-conflict-values { grid-template-columns: minmax(0, 1fr); } }
@media (prefers-reduced-motion: no-preference) {
  .co-icon-sending { animation: co-breathe 1.6s ease-in-out infinite; }
  @keyframes co-breathe { 50% { opacity: 0.45; } }
}
`

/** React puts it into the head once, however many pieces ask for it. */
export const Look = () => (
  <style href="care-offline" precedence="care-offline">
    {css}
  </style>
)
