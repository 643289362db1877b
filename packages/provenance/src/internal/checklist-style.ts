/** Style of the checklist; no font or file is loaded. Every outcome has a word and a sign, so that colour is never alone. */
export const CHECKLIST_STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--quiet:#555d66;--page:#fff;--line:#d5d9de;--band:#f4f6f8;--link:#0b57a8;--fine:#1a6b3c;--todo:#8a4b00;--conflict:#a01818;--lawyer:#5b2a86}
@media (prefers-color-scheme:dark){:root{--text:#e6e8eb;--quiet:#a9b1ba;--page:#15181c;--line:#3a4048;--band:#1e2329;--link:#7db8f5;--fine:#7fd6a2;--todo:#f0b060;--conflict:#ff9a94;--lawyer:#cfa6f5}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,sans-serif}
header,main,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.35rem;margin:2.5rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1.08rem;line-height:1.35;margin:0}
h1,h2,h3,p,li,dd,td,th{overflow-wrap:anywhere}
p{margin:.5rem 0;max-width:46rem}
a{color:var(--link)}
.quiet{color:var(--quiet)}
.answer{font-size:1.15rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--page);border:2px solid var(--link);z-index:1}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.point{border:1px solid var(--line);border-left-width:6px;border-radius:4px;padding:.75rem 1rem;margin:1rem 0}
.point.fine{border-left-color:var(--fine)}.point.to-do{border-left-color:var(--todo)}.point.conflict{border-left-color:var(--conflict)}.point.ask-a-lawyer{border-left-color:var(--lawyer)}
.point.fine{padding:.35rem 1rem;margin:.5rem 0}
.outcome{display:inline-block;font-weight:600;margin:0 0 .15rem}
.fine .outcome{color:var(--fine)}.to-do .outcome{color:var(--todo)}.conflict .outcome{color:var(--conflict)}.ask-a-lawyer .outcome{color:var(--lawyer)}
ul{margin:.5rem 0;padding-left:1.25rem}
dl{margin:.5rem 0 0;display:grid;grid-template-columns:7rem 1fr;gap:.25rem 1rem}
dt{color:var(--quiet)}dd{margin:0}
.sign{max-width:none;margin:1rem 0 0;display:grid;grid-template-columns:3fr 2fr 1fr;gap:1.5rem;color:var(--quiet);font-size:.92rem}
.sign span{border-top:1px solid var(--quiet);padding-top:.2rem;margin-top:1.75rem}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.92rem;width:100%}
caption{text-align:left;font-weight:600;padding:0 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.3rem 1rem .3rem 0;border-bottom:1px solid var(--line);min-width:6rem}
thead th{color:var(--quiet);border-bottom:2px solid var(--line)}
tbody th{font-weight:500}
.hash{font:.85rem/1.4 ui-monospace,monospace}
summary{cursor:pointer;color:var(--link);padding:.2rem 0}
footer{margin:3rem auto 2rem;color:var(--quiet);font-size:.92rem}
@media (max-width:40rem){h1{font-size:1.45rem}dl{grid-template-columns:1fr;gap:0}dt{margin-top:.4rem}.sign{grid-template-columns:1fr;gap:.25rem}}
@media print{:root{color-scheme:light;--text:#000;--quiet:#444;--page:#fff;--line:#999;--link:#000;--fine:#000;--todo:#000;--conflict:#000;--lawyer:#000}body{font-size:10.5pt}.skip{display:none}header,main,footer{max-width:none;padding:0}.point:not(.source),tr{break-inside:avoid}h2{break-after:avoid}.scroll{overflow:visible}details::details-content{content-visibility:visible;block-size:auto}}
`.trim();
