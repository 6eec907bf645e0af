(function () {
  'use strict';
  var root = document.documentElement;
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  var charts = [];
  var button = document.getElementById('theme');

  function theme(name) {
    root.setAttribute('data-theme', name);
    button.textContent = name === 'dark' ? 'Light' : 'Dark';
  }
  theme(dark.matches ? 'dark' : 'light');
  button.addEventListener('click', function () {
    theme(root.getAttribute('data-theme') === 'dark' ? 'light' : 'dark');
    charts.forEach(function (chart) { chart.draw(); });
  });
  dark.addEventListener('change', function () {
    theme(dark.matches ? 'dark' : 'light');
    charts.forEach(function (chart) { chart.draw(); });
  });

  function colour(name) { return getComputedStyle(root).getPropertyValue('--' + name).trim(); }
  function escaped(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; });
  }
  function figure(value) {
    if (value === null || value === undefined) { return '–'; }
    var size = Math.abs(value);
    if (Number.isInteger(value) && size < 1e7) { return value.toLocaleString('en'); }
    return size >= 1e6 || (size < 1e-3 && size > 0) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
  }
  function axis(type, name, more) {
    return Object.assign({
      type: type, name: name, nameLocation: 'middle', nameTextStyle: { color: colour('soft'), fontSize: 12.5 },
      axisLabel: { color: colour('soft'), hideOverlap: true }, axisLine: { lineStyle: { color: colour('line') } },
      axisTick: { lineStyle: { color: colour('line') } }, splitLine: { lineStyle: { color: colour('line') } }
    }, more);
  }
  function narrow() { return window.innerWidth < 520; }
  function frame(more) {
    return Object.assign({
      animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 12, right: 22, top: 40, bottom: 30, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: colour('ink'), fontSize: narrow() ? 12 : 13 } },
      tooltip: { confine: true, backgroundColor: colour('card'), borderColor: colour('line'), textStyle: { color: colour('ink') } }
    }, more);
  }

  var options = {};

  options.lines = function (data) {
    var tones = [colour('a'), colour('b')];
    var series = data.series.map(function (each, i) {
      var few = data.x.length < 40;
      return {
        name: each.name, type: 'line', showSymbol: few, symbolSize: 6, color: data.level || data.series.length > 1 || !data.mark || data.xName === 'epoch' ? tones[i] : tones[1],
        lineStyle: { width: 2.4 }, data: each.values.map(function (y, k) { return [data.x[k], y]; })
      };
    });
    if (data.level) {
      series.push({
        name: data.level.name, type: 'line', symbol: 'none', color: colour('c'), lineStyle: { type: 'dashed', width: 2 },
        data: [[data.x[0], data.level.values[0]], [data.x[data.x.length - 1], data.level.values[0]]]
      });
    }
    if (data.mark) {
      series.push({
        name: data.mark.name, type: 'scatter', symbolSize: 14, z: 5, color: data.xName === 'epoch' ? colour('k3') : tones[0], data: [data.mark.at],
        itemStyle: { borderColor: colour('card'), borderWidth: 2 },
        label: { show: true, position: 'top', offset: [data.mark.at[0] > data.x[0] + 0.75 * (data.x[data.x.length - 1] - data.x[0]) ? -34 : 0, -2], formatter: '{a}', color: colour('ink'), fontWeight: 600, backgroundColor: colour('card'), padding: [2, 4], borderRadius: 4 }
      });
    }
    return frame({
      legend: Object.assign(frame().legend, { data: series.filter(function (s) { return s.type === 'line'; }).map(function (s) { return s.name; }) }),
      tooltip: Object.assign(frame().tooltip, {
        trigger: 'axis', formatter: function (points) {
          return escaped(data.xName) + ' ' + figure(points[0].value[0]) + points.map(function (point) {
            return '<br>' + point.marker + escaped(point.seriesName) + ': <b>' + figure(point.value[1]) + '</b>';
          }).join('');
        }
      }),
      xAxis: axis('value', data.xName, { nameGap: 28, min: 'dataMin', max: 'dataMax', splitLine: { show: false } }),
      yAxis: axis(data.log ? 'log' : 'value', data.yName + (data.log ? ' (each line ten times the one below)' : ''), { nameLocation: 'end', nameTextStyle: { color: colour('soft'), align: 'left', padding: [0, 0, 0, -20] }, scale: true, axisLabel: { color: colour('soft'), formatter: figure }, nameGap: 8 }),
      grid: { left: 12, right: 30, top: narrow() && data.series.length + (data.level ? 1 : 0) > 1 ? 104 : 66, bottom: 34, containLabel: true },
      series: series
    });
  };

  // Curves that each have places of their own, between 0 and 1, beside the diagonal; or points.
  options.curves = function (data) {
    var series = data.series.map(function (each, i) {
      return data.points
        ? { name: each.name, type: 'scatter', symbolSize: 5, color: colour('a'), itemStyle: { opacity: 0.5 }, data: each.points }
        : { name: each.name, type: 'line', showSymbol: each.points.length < 40, symbolSize: 6, color: colour('k' + i), lineStyle: { width: 2.2 }, data: each.points };
    });
    var ends = data.ends || [0, 1];
    series.push({ name: data.diagonal, type: 'line', symbol: 'none', silent: true, color: colour('c'), lineStyle: { type: 'dashed', width: 2 }, data: [[ends[0], ends[0]], [ends[1], ends[1]]] });
    return frame({
      legend: Object.assign(frame().legend, { type: 'scroll' }),
      tooltip: Object.assign(frame().tooltip, {
        trigger: 'item', formatter: function (point) {
          return point.marker + escaped(point.seriesName) + '<br>' + escaped(data.xName) + ': <b>' + figure(point.value[0]) + '</b><br>' + escaped(data.yName) + ': <b>' + figure(point.value[1]) + '</b>';
        }
      }),
      xAxis: axis('value', data.xName, { nameGap: 28, min: ends[0], max: ends[1], splitLine: { show: false }, axisLabel: { color: colour('soft'), formatter: figure, hideOverlap: true } }),
      yAxis: axis('value', data.yName, { nameLocation: 'end', nameTextStyle: { color: colour('soft'), align: 'left', padding: [0, 0, 0, -20] }, min: ends[0], max: ends[1], axisLabel: { color: colour('soft'), formatter: figure }, nameGap: 8 }),
      grid: { left: 12, right: 30, top: 66, bottom: 34, containLabel: true },
      series: series
    });
  };

  // A matrix of counts: rows are what is true, columns what was told; each square is shaded by its share of the row.
  options.matrix = function (data) {
    var cells = [];
    data.counts.forEach(function (row, y) {
      var sum = row.reduce(function (a, b) { return a + b; }, 0);
      row.forEach(function (count, x) { cells.push([x, y, count, sum ? count / sum : 0]); });
    });
    var label = { color: colour('ink'), width: narrow() ? 54 : 90, overflow: 'truncate' };
    return frame({
      legend: { show: false },
      tooltip: Object.assign(frame().tooltip, {
        trigger: 'item', formatter: function (point) {
          return 'is ' + escaped(data.names[point.value[1]]) + ', told ' + escaped(data.names[point.value[0]]) + ': <b>' + point.value[2] + '</b> (' + figure(100 * point.value[3]) + ' %)';
        }
      }),
      grid: { left: 8, right: 16, top: 28, bottom: 34, containLabel: true },
      xAxis: { type: 'category', data: data.names, name: 'what it was told', nameLocation: 'middle', nameGap: narrow() || data.names.length > 6 ? 74 : 28, nameTextStyle: { color: colour('soft') }, axisLabel: Object.assign({ rotate: narrow() || data.names.length > 6 ? 50 : 0, interval: 0 }, label), axisLine: { show: false }, axisTick: { show: false } },
      yAxis: { type: 'category', data: data.names, inverse: true, name: 'what it is', nameLocation: 'start', nameTextStyle: { color: colour('soft'), align: 'left' }, axisLabel: Object.assign({ interval: 0 }, label), axisLine: { show: false }, axisTick: { show: false } },
      series: [{
        type: 'custom', data: cells, encode: { x: 0, y: 1 },
        renderItem: function (params, api) {
          var at = api.coord([api.value(0), api.value(1)]), size = api.size([1, 1]), share = api.value(3);
          var box = { x: at[0] - size[0] / 2 + 1, y: at[1] - size[1] / 2 + 1, width: Math.max(1, size[0] - 2), height: Math.max(1, size[1] - 2), r: 3 };
          var right = api.value(0) === api.value(1);
          var parts = [
            { type: 'rect', shape: box, style: { fill: colour('line'), opacity: 0.35 } },
            { type: 'rect', shape: box, style: { fill: colour(right ? 'a' : 'b'), opacity: share === 0 ? 0 : 0.12 + 0.78 * share } }
          ];
          if (size[0] > 30 && size[1] > 16 && api.value(2) > 0) {
            parts.push({ type: 'text', style: { text: String(api.value(2)), x: at[0], y: at[1], fill: share > 0.55 ? colour('card') : colour('ink'), align: 'center', verticalAlign: 'middle', fontSize: 11 } });
          }
          return { type: 'group', children: parts };
        }
      }]
    });
  };

  options.bars = function (data) {
    var tones = [colour('a'), colour('c')];
    return frame({
      tooltip: Object.assign(frame().tooltip, { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: figure }),
      legend: data.series.length > 1 ? frame().legend : { show: false },
      grid: { left: 14, right: 22, top: data.series.length > 1 ? (narrow() ? 56 : 36) : 8, bottom: 34, containLabel: true },
      xAxis: axis('value', data.xName, { nameGap: 28, splitNumber: narrow() ? 3 : 5 }),
      yAxis: axis('category', '', { data: data.names, inverse: true, splitLine: { show: false }, axisLabel: { color: colour('ink'), width: 130, overflow: 'truncate' } }),
      series: data.series.map(function (each, i) {
        return { name: each.name, type: 'bar', color: tones[i], barMaxWidth: 12, barGap: '10%', data: each.values, itemStyle: { borderRadius: [0, 3, 3, 0] } };
      })
    });
  };

  options.histogram = function (data) {
    var tones = [colour('a'), colour('c')];
    var mark = data.mark ? data.mark.at[0] : Infinity;
    var series = data.series.map(function (each, i) {
      return {
        name: each.name, type: 'custom', color: tones[i], encode: { x: [0, 1], y: 2 },
        data: each.values.map(function (count, k) { return [data.starts[k], data.starts[k] + data.width, count]; }),
        renderItem: function (params, api) {
          var from = api.coord([api.value(0), api.value(2)]);
          var to = api.coord([api.value(1), 0]);
          var strange = (api.value(0) + api.value(1)) / 2 > mark;
          return {
            type: 'rect', shape: { x: from[0] + 0.5, y: from[1], width: Math.max(1, to[0] - from[0] - 1), height: Math.max(0, to[1] - from[1]) },
            style: { fill: strange ? colour('b') : tones[i], opacity: i > 0 ? 0.6 : data.series.length > 1 ? 0.8 : 1 }
          };
        }
      };
    });
    if (data.mark) {
      series[0].markLine = {
        symbol: 'none', silent: true, lineStyle: { color: colour('k3'), width: 2, type: 'solid' },
        label: { formatter: data.mark.name, color: colour('ink'), fontWeight: 600 }, data: [{ xAxis: mark }]
      };
    }
    return frame({
      legend: data.series.length > 1 ? frame().legend : { show: false },
      tooltip: Object.assign(frame().tooltip, {
        trigger: 'item', formatter: function (point) {
          return escaped(data.xName) + ' ' + figure(point.value[0]) + ' to ' + figure(point.value[1]) + '<br>' + escaped(point.seriesName) + ': <b>' + figure(point.value[2]) + '</b>';
        }
      }),
      grid: { left: 12, right: 22, top: data.series.length > 1 ? (narrow() ? 78 : 60) : 40, bottom: 30, containLabel: true },
      xAxis: axis('value', data.xName, { nameGap: 28, min: data.starts[0], max: data.starts[data.starts.length - 1] + data.width, splitLine: { show: false }, axisLabel: { color: colour('soft'), formatter: figure, hideOverlap: true, showMaxLabel: false, showMinLabel: false } }),
      yAxis: axis('value', data.yName, { nameLocation: 'end', nameGap: 10, nameTextStyle: { color: colour('soft'), align: 'right' } }),
      series: series
    });
  };

  // Settings as axes of words, the loss as the last one.
  options.parallel = function (data) {
    var axes = data.axes.map(function (each, i) {
      return { dim: i, name: each.name, type: 'category', data: each.values };
    });
    axes.push({ dim: axes.length, name: 'loss', type: 'log', min: 'dataMin', max: 'dataMax', axisLabel: { formatter: figure } });
    var tall = narrow();
    return frame({
      tooltip: Object.assign(frame().tooltip, {
        formatter: function (line) {
          return '<b>' + escaped(line.name) + '</b>' + data.axes.map(function (each, i) {
            return '<br>' + escaped(each.name) + ': ' + escaped(line.value[i]);
          }).join('') + '<br>loss: <b>' + figure(line.value[data.axes.length]) + '</b>';
        }
      }),
      legend: { show: false },
      parallel: {
        layout: tall ? 'vertical' : 'horizontal', left: tall ? 76 : 46, right: tall ? 24 : 60, top: tall ? 20 : 40, bottom: 30,
        parallelAxisDefault: {
          nameTextStyle: { color: colour('ink'), fontSize: 12.5 }, axisLine: { lineStyle: { color: colour('line'), width: 2 } },
          nameLocation: tall ? 'start' : 'end', axisTick: { show: false }, axisLabel: { color: colour('soft'), backgroundColor: colour('card'), padding: [1, 3], hideOverlap: true }, nameGap: 14
        }
      },
      parallelAxis: axes,
      series: [{
        type: 'parallel', smooth: 0.12, lineStyle: { width: 1.4, opacity: 0.5, color: colour('a') },
        emphasis: { lineStyle: { width: 3, opacity: 1 } },
        data: data.lines.map(function (each) {
          return {
            name: each.name, value: each.values.concat([each.loss]),
            lineStyle: each.best ? { width: 4, opacity: 1, color: colour('b') } : {}
          };
        })
      }]
    });
  };

  // A map: points in groups, one series and one colour each, so that ten thousand of them are drawn at once.
  function levelGroups(column) {
    var counts = column.levels.map(function () { return 0; });
    column.of.forEach(function (level) { if (level >= 0) { counts[level]++; } });
    var order = counts.map(function (count, level) { return level; }).sort(function (a, b) { return counts[b] - counts[a] || a - b; });
    var most = column.levels.length > 10 ? 9 : 10;
    var shown = order.slice(0, most).sort(function (a, b) { return a - b; });
    var place = {};
    shown.forEach(function (level, k) { place[level] = k; });
    var groups = shown.map(function (level, k) { return { name: column.levels[level], colour: 'k' + k, points: [] }; });
    var rest = { name: 'others', colour: 'k9', points: [] };
    var missing = { name: 'missing', colour: 'c', points: [] };
    column.of.forEach(function (level, i) {
      (level < 0 ? missing : level in place ? groups[place[level]] : rest).points.push(i);
    });
    return groups.concat(rest, missing);
  }
  function numberGroups(column) {
    var sorted = column.values.filter(function (v) { return v !== null; }).sort(function (a, b) { return a - b; });
    var cuts = [];
    for (var k = 1; k < 6; k++) {
      var cut = sorted[Math.floor(sorted.length * k / 6)];
      if (cut > (cuts.length ? cuts[cuts.length - 1] : sorted[0])) { cuts.push(cut); }
    }
    var groups = [];
    for (var g = 0; g <= cuts.length; g++) {
      var name = g === 0 ? 'below ' + figure(cuts[0]) : g === cuts.length ? figure(cuts[g - 1]) + ' and more' : figure(cuts[g - 1]) + ' to ' + figure(cuts[g]);
      groups.push({ name: cuts.length ? name : figure(sorted[0]), colour: 'q' + Math.round(g * 5 / Math.max(1, cuts.length)), points: [] });
    }
    var missing = { name: 'missing', colour: 'c', points: [] };
    column.values.forEach(function (value, i) {
      if (value === null) { missing.points.push(i); return; }
      var g = 0;
      while (g < cuts.length && value >= cuts[g]) { g++; }
      groups[g].points.push(i);
    });
    return groups.concat(missing);
  }
  function tip(data, i) {
    var html = '<div class="tip">';
    if (data.atlas) {
      var a = data.atlas, zoom = Math.max(1, Math.round(112 / a.width));
      var lines = Math.ceil(data.rows.length / a.perLine);
      html += '<div class="sprite" style="width:' + a.width * zoom + 'px;height:' + a.height * zoom + 'px;background-image:url(' + a.src + ');background-size:' +
        a.perLine * a.width * zoom + 'px ' + lines * a.height * zoom + 'px;background-position:-' + (i % a.perLine) * a.width * zoom + 'px -' + Math.floor(i / a.perLine) * a.height * zoom + 'px"></div>';
    }
    html += '<table><tr><td>row</td><td>' + data.rows[i] + '</td></tr>';
    data.columns.slice(0, 24).forEach(function (column) {
      var text = column.levels ? (column.of[i] < 0 ? '–' : column.levels[column.of[i]]) : figure(column.values[i]);
      html += '<tr><td>' + escaped(column.name) + '</td><td>' + escaped(text) + '</td></tr>';
    });
    return html + '</table></div>';
  }
  options.map = function (data, place, state) {
    var column = data.columns.filter(function (each) { return each.name === state.colour; })[0];
    var points = data.maps[place];
    var groups = (column.levels ? levelGroups(column) : numberGroups(column)).filter(function (group) { return group.points.length; });
    var many = data.rows.length > 3000;
    return frame({
      grid: { left: 8, right: 8, top: narrow() ? 124 : 64, bottom: 8 },
      legend: Object.assign(frame().legend, { itemWidth: 12, itemHeight: 12, itemGap: narrow() ? 6 : 9, left: 8, right: 8, top: 8 }),
      tooltip: Object.assign(frame().tooltip, { trigger: 'item', extraCssText: 'z-index: 20', formatter: function (point) { return tip(data, point.value[2]); } }),
      xAxis: axis('value', '', { scale: true, show: false }),
      yAxis: axis('value', '', { scale: true, show: false }),
      dataZoom: [
        { type: 'inside', xAxisIndex: 0, filterMode: 'none', start: state.x[0], end: state.x[1] },
        { type: 'inside', yAxisIndex: 0, filterMode: 'none', start: state.y[0], end: state.y[1] }
      ],
      toolbox: { show: false },
      brush: {
        toolbox: [], xAxisIndex: 0, yAxisIndex: 0, transformable: false, outOfBrush: { colorAlpha: 1 },
        brushStyle: { borderWidth: 1.5, borderColor: colour('ink'), color: 'transparent' }
      },
      series: groups.map(function (group) { return shades(group, state.selected); }).flat().map(function (shade) {
        return {
          name: shade.name, type: 'scatter', z: shade.pale ? 1 : 2, large: many, largeThreshold: 100, symbolSize: many ? 4 : 7, color: colour(shade.colour),
          itemStyle: { opacity: shade.pale ? 0.12 : many ? 0.75 : 0.85 }, data: shade.points.map(function (i) { return [points.x[i], points.y[i], i]; })
        };
      })
    });
  };

  // Where some points are selected, the others of a group are pale, and lie below.
  function shades(group, selected) {
    if (!selected.length) { return [group]; }
    var chosen = new Set(selected);
    function those(pale) {
      return { name: group.name, colour: group.colour, pale: pale, points: group.points.filter(function (i) { return chosen.has(i) !== pale; }) };
    }
    return [those(false), those(true)];
  }
  function inside(polygon, x, y) {
    var within = false;
    for (var a = 0, b = polygon.length - 1; a < polygon.length; b = a++) {
      var from = polygon[a], to = polygon[b];
      if ((from[1] > y) !== (to[1] > y) && x < (to[0] - from[0]) * (y - from[1]) / (to[1] - from[1]) + from[0]) { within = !within; }
    }
    return within;
  }
  function csv(data, titles, selected) {
    function cell(value) {
      var text = value === null || value === undefined ? '' : String(value);
      return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    }
    var head = ['row'].concat(data.columns.map(function (column) { return column.name; }));
    titles.forEach(function (title) { head.push('x, ' + title, 'y, ' + title); });
    return [head].concat(selected.map(function (i) {
      var line = [data.rows[i]].concat(data.columns.map(function (column) {
        return column.levels ? (column.of[i] < 0 ? null : column.levels[column.of[i]]) : column.values[i];
      }));
      data.maps.forEach(function (map) { line.push(map.x[i], map.y[i]); });
      return line;
    })).map(function (line) { return line.map(cell).join(','); }).join('\n') + '\n';
  }
  // A line drawn around points selects them on every map beside it; they can be saved.
  function selectable(holder, data, drawn, state) {
    var button = holder.querySelector('[data-select]'), save = holder.querySelector('[data-save]'), told = holder.querySelector('.selected');
    var titles = Array.prototype.map.call(holder.querySelectorAll('.maps h4'), function (each) { return each.textContent; });
    var on = false;
    function pen() {
      drawn.forEach(function (chart) {
        chart.instance.dispatchAction({
          type: 'takeGlobalCursor', key: 'brush', brushOption: on ? { brushType: 'polygon', brushMode: 'single' } : { brushType: false }
        });
      });
    }
    function select(points) {
      state.selected = points;
      told.textContent = points.length ? points.length + ' selected' : '';
      save.hidden = !points.length;
      drawn.forEach(function (chart) { chart.draw(); });
    }
    function turn(to) {
      on = to;
      button.setAttribute('aria-pressed', String(on));
      if (!on && state.selected.length) { select([]); }
      pen();
    }
    button.addEventListener('click', function () { turn(!on); });
    holder.addEventListener('keydown', function (event) { if (event.key === 'Escape' && on) { turn(false); } });
    save.addEventListener('click', function () {
      var link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([csv(data, titles, state.selected)], { type: 'text/csv' }));
      link.download = 'selection.csv';
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    });
    drawn.forEach(function (chart) {
      var map = data.maps[chart.place];
      chart.instance.on('brushEnd', function (event) {
        var area = event.areas[0];
        if (!area || !area.coordRange || area.coordRange.length < 3) { return; }
        select(data.rows.map(function (row, i) { return i; }).filter(function (i) { return inside(area.coordRange, map.x[i], map.y[i]); }));
        pen();
      });
    });
    return pen;
  }

  function zoomable(box, data, instance, state) {
    function show() {
      instance.dispatchAction({ type: 'dataZoom', batch: [
        { dataZoomIndex: 0, start: state.x[0], end: state.x[1] }, { dataZoomIndex: 1, start: state.y[0], end: state.y[1] }] });
    }
    function scaled(range, by) {
      var middle = (range[0] + range[1]) / 2, half = Math.min(50, Math.max(0.5, (range[1] - range[0]) / 2 * by));
      middle = Math.min(100 - half, Math.max(half, middle));
      return [middle - half, middle + half];
    }
    function moved(range, by) {
      var step = (range[1] - range[0]) * by;
      step = Math.max(-range[0], Math.min(100 - range[1], step));
      return [range[0] + step, range[1] + step];
    }
    function act(action) {
      if (action === 'reset') { state.x = [0, 100]; state.y = [0, 100]; }
      if (action === 'in' || action === 'out') {
        state.x = scaled(state.x, action === 'in' ? 0.7 : 1 / 0.7);
        state.y = scaled(state.y, action === 'in' ? 0.7 : 1 / 0.7);
      }
      if (action === 'left' || action === 'right') { state.x = moved(state.x, action === 'left' ? -0.2 : 0.2); }
      if (action === 'down' || action === 'up') { state.y = moved(state.y, action === 'down' ? -0.2 : 0.2); }
      show();
    }
    instance.on('dataZoom', function () {
      var zoom = instance.getOption().dataZoom;
      state.x = [zoom[0].start, zoom[0].end];
      state.y = [zoom[1].start, zoom[1].end];
    });
    var keys = { '+': 'in', '=': 'in', '-': 'out', '0': 'reset', ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
    box.addEventListener('keydown', function (event) {
      if (keys[event.key]) { act(keys[event.key]); event.preventDefault(); }
    });
    return act;
  }

  function start(holder) {
    var kind = holder.getAttribute('data-kind');
    var data = JSON.parse(holder.querySelector('script[type="application/json"]').textContent);
    var select = holder.querySelector('select.colour');
    var acts = [];
    var state = { colour: select ? select.value : null, selected: [] };
    var drawn = Array.prototype.map.call(holder.querySelectorAll('.canvas'), function (box, place) {
      if (kind === 'matrix') { box.style.height = Math.max(320, 150 + data.names.length * 30) + 'px'; }
      if (kind === 'bars') { box.style.height = Math.max(300, 90 + data.names.length * 32) + 'px'; }
      var instance = echarts.init(box);
      var own = { x: [0, 100], y: [0, 100], selected: [] };
      var chart = {
        id: holder.closest('figure').id, place: place, instance: instance, data: data,
        draw: function () { own.colour = state.colour; own.selected = state.selected; instance.setOption(options[kind](data, place, own), true); }
      };
      chart.draw();
      if (kind === 'map') { acts.push(zoomable(box, data, instance, own)); }
      new ResizeObserver(function () { instance.resize(); }).observe(box);
      charts.push(chart);
      return chart;
    });
    if (select) {
      var pen = selectable(holder, data, drawn, state);
      select.addEventListener('change', function () {
        state.colour = select.value;
        drawn.forEach(function (chart) { chart.draw(); });
        pen();
      });
      holder.querySelectorAll('[data-zoom]').forEach(function (each) {
        each.addEventListener('click', function () { acts.forEach(function (act) { act(each.getAttribute('data-zoom')); }); });
      });
    }
  }

  // Charts are drawn as they come near, so that a long page opens at once.
  var seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting) { seen.unobserve(entry.target); start(entry.target); }
    });
  }, { rootMargin: '600px' });
  document.querySelectorAll('.chart').forEach(function (holder) { seen.observe(holder); });
  window.hourglass = { charts: charts };
}());
