/** Style of the report; no font or file is loaded. */
export const STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--quiet:#555d66;--page:#fff;--chart-background:#fff;--line:#d5d9de;--band:#f4f6f8;--link:#0b57a8;--mark:#b25c00}
@media (prefers-color-scheme:dark){:root{--text:#e6e8eb;--quiet:#a9b1ba;--page:#15181c;--chart-background:#15181c;--line:#3a4048;--band:#1e2329;--link:#7db8f5;--mark:#e09a45}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,sans-serif}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.4rem;line-height:1.25;margin:3rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1.08rem;margin:1.75rem 0 .5rem}
h1,h2,h3,dt,dd,p,figcaption,li{overflow-wrap:anywhere}
p,ul,dl{max-width:46rem}
p{margin:.5rem 0}
a{color:var(--link)}
.quiet{color:var(--quiet)}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--page);border:2px solid var(--link);z-index:1}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:1rem 0 0;padding:0;max-width:none}
ul{padding-left:1.25rem}
li{margin:.25rem 0}
.cautions{border-left:4px solid var(--mark);background:var(--band);padding:.5rem 1rem;margin:1.25rem 0;max-width:48rem}
.cautions h3{margin:.25rem 0}
dt{font-weight:600;margin-top:.5rem}
dd{margin:0 0 0 1.25rem}
.scroll{overflow-x:auto;margin:1rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
.scale{border-bottom:3px solid currentColor;font-size:.8rem;text-align:center;margin:.2rem 0;white-space:nowrap}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:0 0 .4rem}
caption span{display:block;position:sticky;left:0;width:fit-content;max-width:calc(100vw - 2.5rem)}
.loose td{overflow-wrap:anywhere;min-width:6.5rem}
th,td{text-align:left;vertical-align:top;padding:.3rem 1rem .3rem 0;border-bottom:1px solid var(--line);min-width:4.5rem}
th:first-child{min-width:9rem}
thead th{vertical-align:bottom;color:var(--quiet);font-weight:600;border-bottom:2px solid var(--line);overflow-wrap:normal}
tbody th{font-weight:500;position:sticky;left:0;background:var(--page)}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .number{white-space:normal}
th:first-child.number{min-width:4.5rem}
details{margin:.75rem 0}
summary{cursor:pointer;color:var(--link);padding:.2rem 0}
figure{margin:0}
.chart-figure{margin:1.25rem 0 2rem}
.chart-figure>figcaption{font-weight:600;margin-bottom:.5rem}
.chart{display:block;max-width:100%;height:auto}
.narrow{display:none}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
.swatch{display:inline-block;width:1.6em;height:1em;margin-right:.5em;border:1px solid var(--quiet);vertical-align:-.1em}
.choose{border:1px solid var(--line);padding:.25rem 1rem .5rem;margin:1rem 0}
.choose label{display:inline-block;margin-right:1.25rem}
.panel{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:1rem}
.panel img{display:block;width:100%;height:auto;border:1px solid var(--line)}
.panel figcaption{font-size:.92rem;padding-top:.25rem}
footer{margin:3rem auto 2rem;color:var(--quiet);font-size:.92rem}
@media (max-width:48rem){.wide{display:none}.narrow{display:block}.panel{grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr))}h1{font-size:1.5rem}}
`.trim();

/** Rules for paper, which come last: light, without navigation, every part open. */
export const PRINT_STYLE = `
@media print{:root{color-scheme:light;--text:#000;--quiet:#444;--page:#fff;--chart-background:#fff;--line:#bbb;--band:#fff;--link:#000}body{font-size:10.5pt}nav,.skip,.choose{display:none}.wide{display:block}.narrow{display:none}.scroll{overflow:visible}.scroll table{width:100%;font-size:7.5pt}.scroll th,.scroll td{min-width:0;padding-right:.4rem}.wide,.panel,tr,.cautions{break-inside:avoid}tbody th{position:static}figcaption{break-after:avoid}h2,h3{break-after:avoid}details::details-content{content-visibility:visible;block-size:auto}.swatch,.panel img,rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`.trim();
