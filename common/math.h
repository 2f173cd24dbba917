// log2 and exp with the same result on every machine: built from IEEE + - x / only. (glibc's own
// differ between processors, which would change weights and so links.) The relative error is about
// 1e-15. Meant for weights and posteriors, not for speed.
#pragma once

namespace tally {

double portable_log2(double x);  // x > 0, finite
double portable_exp(double x);   // clamps to 0 below -700 and to exp(700) above 700

}  // namespace tally
