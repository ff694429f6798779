#!/bin/bash
# A desktop of its own in the working folder: visits the window at its first start, then at the desk.
#
# session.sh LAUNCHER PYTHON CLIENT_PYTHON CLIENT LANGUAGE, with a line of words at the standard input,
# which stays open for as long as somebody wants the answer: when it closes, the whole process group ends,
# so that nothing is left to draw on the screen of somebody else.
launcher=$1 python=$2 client=$3 script=$4 language=$5

read -r given
(cat >/dev/null; kill -KILL 0) <&0 &
trap 'kill $(jobs -p) 2>/dev/null' EXIT

Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp -noreset 3>display 2>/dev/null & server=$!
while [ ! -s display ] && kill -0 $server; do sleep 0.1; done
DISPLAY=:$(cat display)
export DISPLAY
openbox >/dev/null 2>&1 &
"$launcher" --launch-immediately >/dev/null 2>&1 &

visit() {
  "$python" -m screening_app --data-dir "$PWD/$1" --vault "$2" --lang "$language" >window 2>&1 &
  local window=$!
  printf '%s\n' "$given" | "$client" "$script" "$1"
  local status=$?
  kill $window && wait $window 2>/dev/null
  return $status
}

visit set-up "$PWD/new/vault" && visit desk "$PWD/demo/vault"
