'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const articles = [...document.querySelectorAll('article')];
  const links = [...document.querySelectorAll('#contents a')];
  const [slider, play, second] = [$('slider'), $('play'), $('second')];
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let shown = [], ticks = [0], timer = 0;

  const svgOf = article => article.querySelector('.picture svg');
  const columns = article => svgOf(article).dataset.ticks.split(' ');
  const rect = (svg, name, before) => {
    const made = document.createElementNS(svg.namespaceURI, 'rect');
    made.setAttribute('class', name);
    return svg.insertBefore(made, before);
  };

  // The last column that is not behind the tick: a cut, or the end of the shorter one, holds what was.
  const columnOf = (article, tick) => columns(article).reduce((last, t, c) => t !== '/' && +t <= tick ? c : last, 0);

  function paint(article, tick) {
    const svg = svgOf(article), { left, step, top } = svg.dataset, [, , width, height] = svg.getAttribute('viewBox').split(' ');
    const column = columnOf(article, tick), x = +left + step * column;
    const cursor = svg.querySelector('.cursor') || rect(svg, 'cursor', svg.querySelector('.page').nextSibling);
    const veil = svg.querySelector('.veil') || rect(svg, 'veil', svg.querySelector('.marks'));
    const box = (r, from, to) => { r.setAttribute('x', from); r.setAttribute('width', Math.max(0, to - from)); r.setAttribute('y', top); r.setAttribute('height', height - top - 8); };
    box(cursor, x, x + +step);
    box(veil, x + +step, +width);
    for (const g of svg.querySelectorAll('[data-at]')) g.classList.toggle('later', +g.dataset.at > column);
    const lines = [...article.querySelectorAll('.ticks li')];
    for (const line of lines) {
      line.classList.toggle('now', +line.dataset.tick === tick);
      line.classList.toggle('later', +line.dataset.tick > tick);
      if (+line.dataset.tick === tick) line.setAttribute('aria-current', 'step'); else line.removeAttribute('aria-current');
    }
    const now = lines.find(l => +l.dataset.tick === tick);
    return now ? now.querySelector('span').textContent : 'nothing happens';
  }

  function go(index) {
    slider.value = index;
    const tick = ticks[+slider.value];
    const said = shown.map(a => paint(a, tick)).join(' / ');
    $('tick').textContent = `tick ${tick}`;
    slider.setAttribute('aria-valuetext', `tick ${tick}: ${said}`);
    const link = '#' + shown.map(a => a.id).join('+') + '@' + tick;
    if (location.hash !== link) history.replaceState(null, '', link);
  }

  function show(ids, tick) {
    stop();
    shown = ids.map(id => articles.find(a => a.id === id)).filter(Boolean).slice(0, 2);
    if (!shown.length) shown = [articles[0]];
    for (const a of articles) { a.classList.toggle('on', shown.includes(a)); a.style.order = shown.indexOf(a); }
    $('scenarios').classList.toggle('two', shown.length > 1);
    second.value = shown[1] ? shown[1].id : '';
    for (const a of links) {
      if (a.hash.slice(1) === shown[0].id) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current');
    }
    const current = links.find(a => a.hasAttribute('aria-current'));
    if (innerWidth >= 900) current?.scrollIntoView({ block: 'nearest' });
    $('stage').scrollTop = 0;
    ticks = [...new Set(shown.flatMap(columns).filter(t => t !== '/').map(Number))].sort((a, b) => a - b);
    slider.max = ticks.length - 1;
    const at = ticks.indexOf(tick);
    go(at >= 0 ? at : ticks.length - 1);
  }

  function read() {
    const [ids, tick] = decodeURIComponent(location.hash.slice(1)).split('@');
    show(ids.split('+'), tick === undefined ? -1 : +tick);
    scrollTo(0, 0);
  }

  function stop() { clearInterval(timer); timer = 0; play.textContent = 'Play'; }

  function toggle() {
    if (timer) return stop();
    if (+slider.value === ticks.length - 1) go(0);
    play.textContent = 'Pause';
    timer = setInterval(() => { if (+slider.value < ticks.length - 1) go(+slider.value + 1); else stop(); }, calm.matches ? 1500 : 500);
  }

  function filter() {
    const [words, level, verdict] = [$('words').value.toLowerCase().split(/\s+/), $('level').value, $('verdict').value];
    let found = 0;
    for (const a of links) {
      const title = (a.textContent + ' ' + a.closest('ul').previousElementSibling.textContent).toLowerCase();
      const fits = words.every(w => title.includes(w)) && (!level || a.dataset.levels.split(' ').includes(level)) && (!verdict || a.dataset.verdicts.split(' ').includes(verdict));
      a.parentElement.hidden = !fits;
      found += fits;
    }
    for (const list of document.querySelectorAll('#contents ul')) {
      list.hidden = list.previousElementSibling.hidden = !list.querySelector('li:not([hidden])');
    }
    for (const topic of document.querySelectorAll('#contents section')) topic.hidden = !topic.querySelector('li:not([hidden])');
    $('found').textContent = found === 1 ? '1 scenario' : `${found} scenarios`;
  }

  function neighbour(by) {
    const open = links.filter(a => !a.parentElement.hidden);
    const next = open[open.findIndex(a => a.hasAttribute('aria-current')) + by];
    if (next) location.hash = next.hash;
  }

  async function copy(button) {
    const code = button.parentElement.querySelector('code');
    try { await navigator.clipboard.writeText(code.textContent); } catch {
      // Pages from file:// may have no clipboard: mark the text, and use the old way.
      getSelection().selectAllChildren(code);
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  }

  document.documentElement.classList.add('js');
  for (const a of links) second.append(new Option(a.textContent, a.hash.slice(1)));
  slider.addEventListener('input', () => { stop(); go(slider.value); });
  play.addEventListener('click', toggle);
  second.addEventListener('change', () => show([shown[0].id, second.value].filter(Boolean), ticks[+slider.value]));
  $('filters').addEventListener('input', filter);
  $('filters').addEventListener('submit', e => e.preventDefault());
  for (const a of articles) {
    svgOf(a).addEventListener('click', e => {
      const svg = svgOf(a), at = svg.createSVGPoint();
      at.x = e.clientX;
      const column = Math.floor((at.matrixTransform(svg.getScreenCTM().inverse()).x - svg.dataset.left) / svg.dataset.step), tick = columns(a)[column];
      if (tick !== undefined && tick !== '/') { stop(); go(ticks.indexOf(+tick)); }
    });
    a.querySelector('.ticks').addEventListener('click', e => { const line = e.target.closest('li'); if (line) { stop(); go(ticks.indexOf(+line.dataset.tick)); } });
    a.querySelector('.copy').addEventListener('click', e => copy(e.target));
  }
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input,select,button,summary,pre')) return;
    const keys = {
      ArrowLeft: () => { stop(); go(+slider.value - 1); }, ArrowRight: () => { stop(); go(+slider.value + 1); },
      Home: () => { stop(); go(0); }, End: () => { stop(); go(ticks.length - 1); },
      ' ': toggle, j: () => neighbour(1), k: () => neighbour(-1), '/': () => $('words').focus(),
    };
    if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
  });
  $('find').addEventListener('click', e => { e.preventDefault(); $('words').focus(); });
  addEventListener('hashchange', read);
  read();
})();
