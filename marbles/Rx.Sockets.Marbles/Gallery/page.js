'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const articles = [...document.querySelectorAll('article')];
  const links = [...document.querySelectorAll('#contents a')];
  const [slider, play, second] = [$('slider'), $('play'), $('second')];
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const wide = matchMedia('(min-width: 900px)');
  const title = document.title;
  let shown = [], ticks = [0], timer = 0;

  const find = id => articles.find(a => a.id === id);
  const nameOf = article => article.querySelector('h2').textContent;
  const svgOf = article => article.querySelector('.picture svg');
  const columns = article => svgOf(article).dataset.ticks.split(' ');
  const numbers = svg => ({ left: +svg.dataset.left, step: +svg.dataset.step, top: +svg.dataset.top, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height });

  function box(svg, name, before, x, y, width, height) {
    const rect = svg.querySelector('.' + name) || before.parentNode.insertBefore(document.createElementNS(svg.namespaceURI, 'rect'), before);
    for (const [key, value] of Object.entries({ class: name, x, y, width: Math.max(0, width), height })) rect.setAttribute(key, value);
  }

  // The last column that is not behind the tick: a cut, or the end of the shorter one, holds what was.
  const columnOf = (article, tick) => columns(article).reduce((last, t, c) => t !== '/' && +t <= tick ? c : last, 0);

  function paint(article, tick) {
    const svg = svgOf(article), { left, step, top, width, height } = numbers(svg);
    const column = columnOf(article, tick), x = left + step * column;
    box(svg, 'cursor', svg.querySelector('.page').nextSibling, x, top, step, height - top - 8);
    box(svg, 'veil', svg.querySelector('.marks'), x + step, top, width - x - step, height - top - 8);
    for (const g of svg.querySelectorAll('[data-at]')) g.classList.toggle('later', +g.dataset.at > column);
    keepInSight(svg, x);
    const lines = [...article.querySelectorAll('.ticks li')];
    for (const line of lines) {
      line.classList.toggle('now', +line.dataset.tick === tick);
      line.classList.toggle('later', +line.dataset.tick > tick);
      if (+line.dataset.tick === tick) line.setAttribute('aria-current', 'step'); else line.removeAttribute('aria-current');
    }
    const now = lines.find(l => +l.dataset.tick === tick);
    return now ? now.querySelector('span').textContent : 'nothing happens';
  }

  // A picture wider than its frame scrolls in it, to the tick; the page stays where it is.
  function keepInSight(svg, x) {
    const frame = svg.parentNode, { left, step, width } = numbers(svg), scale = svg.getBoundingClientRect().width / width;
    const [from, to] = [frame.scrollLeft / scale + left, (frame.scrollLeft + frame.clientWidth) / scale];
    if (x - step < from || x + 2 * step > to) frame.scrollLeft = (x + step / 2) * scale - (left * scale + frame.clientWidth) / 2;
  }

  // And the names of the lanes stay in sight, on a ground of their own; so do the definitions, once their ends have been seen.
  function holdWords(frame) {
    const svg = frame.querySelector('svg'), [names, given] = [svg.querySelector('.names'), svg.querySelector('.given')];
    const { left, top, width, height } = numbers(svg), unit = width / svg.getBoundingClientRect().width, away = frame.scrollLeft * unit;
    if (names.firstElementChild) box(svg, 'ground', names.firstElementChild, 0, top, away > 0 ? left - 10 : 0, height - top);
    names.setAttribute('transform', `translate(${away})`);
    if (!given) return;
    const end = given.getBBox().x + given.getBBox().width;
    given.setAttribute('transform', `translate(${Math.min(away, Math.max(0, away + frame.clientWidth * unit - end))})`);
  }

  function go(index) {
    slider.value = Math.min(Math.max(index, 0), ticks.length - 1);
    const tick = ticks[+slider.value];
    const said = shown.map(a => paint(a, tick)).join(' / ');
    $('tick').textContent = `tick ${tick}`;
    slider.setAttribute('aria-valuetext', `tick ${tick}: ${said}`);
    const link = '#' + shown.map(a => a.id).join('+') + '@' + tick;
    if (location.hash !== link) history.replaceState(null, '', link);
  }

  function step(by) { stop(); go(+slider.value + by); }

  function show(chosen, tick) {
    stop();
    shown = chosen;
    for (const a of articles) a.classList.toggle('on', shown.includes(a));
    $('scenarios').prepend(...shown);
    $('scenarios').classList.toggle('two', shown.length > 1);
    second.value = shown[1] ? shown[1].id : '';
    document.title = `${shown.map(nameOf).join(' / ')} \u00b7 ${title}`;
    for (const a of links) {
      if (a.hash.slice(1) === shown[0].id) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current');
    }
    if (wide.matches) links.find(a => a.hasAttribute('aria-current')).scrollIntoView({ block: 'nearest' });
    $('stage').scrollTop = 0;
    ticks = [...new Set(shown.flatMap(columns).filter(t => t !== '/').map(Number))].sort((a, b) => a - b);
    slider.max = ticks.length - 1;
    go(Math.max(0, ticks.findLastIndex(t => t <= tick)));
  }

  // #scenario@tick or #scenario+scenario@tick; without a tick, all of it.
  function read() {
    const [ids, tick] = location.hash.slice(1).replace(/%2b/gi, '+').replace(/%40/g, '@').split('@');
    const named = ids.split('+').map(find).filter(Boolean).slice(0, 2);
    show(named.length ? named : shown.length ? shown : [articles[0]], /^\d+$/.test(tick) ? +tick : Infinity);
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
    const answers = pair => { const [l, v] = pair.split(':'); return (!level || l === level) && (!verdict || v === verdict); };
    let found = 0;
    for (const a of links) {
      const text = (a.textContent + ' ' + a.closest('ul').previousElementSibling.textContent).toLowerCase();
      const fits = words.every(w => text.includes(w)) && a.dataset.asked.split(' ').some(answers);
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

  function pick(article, e) {
    const { left, step: wide } = numbers(svgOf(article)), at = new DOMPoint(e.clientX, 0).matrixTransform(svgOf(article).getScreenCTM().inverse());
    const tick = columns(article)[Math.floor((at.x - left) / wide)];
    if (tick !== undefined && tick !== '/') { stop(); go(ticks.indexOf(+tick)); }
  }

  for (const list of document.querySelectorAll('#contents ul')) {
    const group = second.appendChild(document.createElement('optgroup'));
    group.label = list.previousElementSibling.textContent;
    group.append(...[...list.querySelectorAll('a')].map(a => new Option(a.textContent, a.hash.slice(1))));
  }
  slider.addEventListener('input', () => { stop(); go(slider.value); });
  play.addEventListener('click', toggle);
  second.addEventListener('change', () => show([shown[0], find(second.value)].filter(Boolean), ticks[+slider.value]));
  $('filters').addEventListener('input', filter);
  $('filters').addEventListener('submit', e => e.preventDefault());
  for (const a of articles) {
    svgOf(a).addEventListener('click', e => pick(a, e));
    a.querySelector('.picture').addEventListener('scroll', e => holdWords(e.target));
    a.querySelector('.ticks').addEventListener('click', e => { const line = e.target.closest('li'); if (line) { stop(); go(ticks.indexOf(+line.dataset.tick)); } });
    a.querySelector('.copy').addEventListener('click', e => copy(e.target));
  }
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input,select,button,summary,pre')) return;
    const keys = {
      ArrowLeft: () => step(-1), ArrowRight: () => step(1), Home: () => step(-Infinity), End: () => step(Infinity),
      ' ': toggle, j: () => neighbour(1), k: () => neighbour(-1), '/': () => $('words').focus(),
    };
    if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
  });
  for (const [link, to] of [[document.querySelector('.skip'), 'stage'], [$('find'), 'words']]) {
    link.addEventListener('click', e => { e.preventDefault(); $(to).focus(); });
  }
  addEventListener('hashchange', read);
  read();
})();
