/** Rules of the evaluation page alone. */
export const EVALUATION_STYLE = `
.confusion td,.confusion thead th{text-align:right;min-width:4rem;padding:.3rem .6rem;font-variant-numeric:tabular-nums}
.confusion td{border:1px solid var(--line)}
.confusion td small{display:block;color:inherit;opacity:.85}
.confusion .right{outline:2px solid var(--link);outline-offset:-2px}
.confusion tbody th{padding-right:.8rem}
.place{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:.75rem;max-width:54rem}
.place img{display:block;width:100%;height:auto;image-rendering:pixelated;border:1px solid var(--line)}
.place figcaption{font-size:.92rem;padding-top:.25rem}
@media print{.confusion td,.place img{print-color-adjust:exact;-webkit-print-color-adjust:exact}.place{break-inside:avoid}}
`.trim();
