"""What we ask of a page: run in a world of its own, where the page's scripts can change nothing."""

# How many elements there are, and how long the document is: both asked before the document itself is.
MEASURE = "[document.getElementsByTagName('*').length, document.documentElement ? document.documentElement.outerHTML.length : 0]"
DOCUMENT = "(document.doctype ? '<!doctype html>' : '') + document.documentElement.outerHTML"
# A phone shows a page that is not made for it 980 pixels wide, and sized down.
SIZE = "[document.documentElement.clientWidth, Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)]"
# Pictures and lists that wait for the visitor to scroll.
SCROLL = """(async () => {
  const end = Math.min(document.documentElement.scrollHeight, 12000);
  for (let y = 0; y < end; y += 800) { scrollTo(0, y); await new Promise(done => setTimeout(done, 40)); }
  scrollTo(0, 0);
})()"""
AXE = """(async () => {
  const found = await axe.run(document, {resultTypes: ['violations', 'incomplete'], iframes: false, elementRef: false,
    runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}});
  const short = list => list.slice(0, 60).map(one => [one.id, one.impact || '', one.help, one.nodes.length,
    (one.nodes[0] ? one.nodes[0].html : '').slice(0, 300), String(one.nodes[0] ? one.nodes[0].target : '').slice(0, 200)]);
  return [short(found.violations), short(found.incomplete)];
})()"""
