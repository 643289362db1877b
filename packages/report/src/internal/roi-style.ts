/** Rules of the page about money alone. */
export const ROI_STYLE = `
.verdict{font-size:1.5rem;line-height:1.3;font-weight:700;margin:1rem 0 .5rem;padding-left:.8rem;border-left:6px solid var(--text)}
.loose td:last-child{min-width:14rem}
.loose td:nth-child(2){overflow-wrap:normal;padding-right:1.5rem}
@media (max-width:48rem){.verdict{font-size:1.25rem}.loose td:last-child{min-width:11rem}}
`.trim();
