only-owner = 这件事只有管理员能做。
only-secretary = 这件事要由本社区的书记来做。
only-staff = 这件事要由本社区的书记或社工来做。
only-organiser = 这个活动只有发布人、书记或社工能改。
