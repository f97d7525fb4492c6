"""What we ask of a page: run in a world of its own, where the page's scripts can change nothing."""

# How many elements there are, and how long the document is: both asked before the document itself is.
MEASURE = "[document.getElementsByTagName('*').length, document.documentElement ? document.documentElement.outerHTML.length : 0]"
# The document as it stands, and at its end what a visitor sees besides: the bodies of frames of the same origin, with whole addresses, and open shadow trees,
# as far as there is room.
DOCUMENT = r"""(() => {
  const more = [];
  let room = 2000000;
  const add = (what, body) => {
    body.querySelectorAll('script,style,link').forEach(one => one.remove());
    const text = body.innerHTML;
    if (text.length <= room) { room -= text.length; more.push(`<div data-jiyue="${what}">${text}</div>`); }
  };
  for (const frame of Array.from(document.querySelectorAll('iframe,frame')).slice(0, 10)) {
    const inner = frame.contentDocument, size = frame.getBoundingClientRect();
    if (!inner || !inner.body || size.width < 50 || size.height < 50 || inner.body.getElementsByTagName('*').length > 20000) continue;
    const copy = inner.body.cloneNode(true);
    copy.querySelectorAll('a[href],area[href]').forEach(one => one.setAttribute('href', one.href));
    add('frame', copy);
  }
  const roots = Array.from(document.querySelectorAll('*')).slice(0, 20000).filter(one => one.shadowRoot).slice(0, 200);
  for (const one of roots) { const copy = document.createElement('div'); copy.innerHTML = one.shadowRoot.innerHTML; add('shadow', copy); }
  const html = document.documentElement.outerHTML, end = html.lastIndexOf('</body>');
  const whole = more.length && end >= 0 ? html.slice(0, end) + more.join('') + html.slice(end) : html;
  return (document.doctype ? '<!doctype html>' : '') + whole;
})()"""
# A phone shows a page that is not made for it 980 pixels wide, and sized down.
SIZE = "[document.documentElement.clientWidth, Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)]"
# Pictures and lists that wait for the visitor to scroll.
SCROLL = """(async () => {
  const end = Math.min(document.documentElement.scrollHeight, 12000);
  for (let y = 0; y < end; y += 800) { scrollTo(0, y); await new Promise(done => setTimeout(done, 40)); }
  scrollTo(0, 0);
})()"""
# On a phone: the width that the page is laid out for, the width that it takes, what sticks out first, how many characters are smaller than 12 pixels, the
# first of them, and the viewport that the page asks for.
PHONE = """(() => {
  const root = document.documentElement, body = document.body || root, meta = document.querySelector('meta[name="viewport" i]');
  const hidden = [root, body].some(one => /hidden|clip/.test(getComputedStyle(one).overflowX));
  const width = root.clientWidth, needed = hidden ? width : Math.max(root.scrollWidth, body.scrollWidth);
  let small = 0, sample = '', seen = 0, wide = '';
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (seen < 5000 && texts.nextNode()) {
    const holder = texts.currentNode.parentElement, text = texts.currentNode.data.trim();
    if (!text || !holder || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|OPTION)$/.test(holder.tagName)) continue;
    seen += 1;
    const style = getComputedStyle(holder), size = parseFloat(style.fontSize);
    if (size > 0 && size < 12 && style.visibility !== 'hidden' && holder.getClientRects().length) { small += text.length; sample = sample || text.slice(0, 60); }
  }
  if (needed > width + 8) {
    const one = Array.from(body.querySelectorAll('*')).slice(0, 5000).find(each => each.getBoundingClientRect().right > width + 8);
    wide = one ? one.outerHTML.slice(0, 200) : '';
  }
  return [width, needed, wide, small, sample, meta ? meta.content.slice(0, 200) : null];
})()"""
AXE = """(async () => {
  const found = await axe.run(document, {resultTypes: ['violations', 'incomplete'], iframes: false, elementRef: false,
    runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}});
  const short = list => list.slice(0, 60).map(one => [one.id, one.impact || '', one.help, one.nodes.length,
    (one.nodes[0] ? one.nodes[0].html : '').slice(0, 300), String(one.nodes[0] ? one.nodes[0].target : '').slice(0, 200)]);
  return [short(found.violations), short(found.incomplete)];
})()"""
